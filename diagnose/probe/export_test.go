package probe

import (
	"context"
	"net"
)

// DialWith is NewClient's way to a server, with a name server of the test's.
func DialWith(resolver *net.Resolver) func(ctx context.Context, network, to string) (net.Conn, error) {
	return dialer{resolver}.dial
}
