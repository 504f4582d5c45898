package intake

import (
	"slices"
	"testing"
)

// The errors of two people in one text would be told as one person's.
func TestTheErrorsOfSeveralPeopleAreNotMixed(t *testing.T) {
	const (
		anna    = "Ticket 1, anna@contoso.com\nAADSTS90094: The grant requires admin permission.\nCorrelation Id: 00000000-0000-4000-8000-0000000000b1\n\n"
		ben     = "Ticket 2, ben@contoso.com\nAADSTS50055: The password is expired. Correlation ID: 00000000-0000-4000-8000-0000000000b2\n"
		again   = "anna@contoso.com again\nAADSTS50055: The password is expired. Correlation ID: 00000000-0000-4000-8000-0000000000b2\n"
		another = "ben@contoso.com\nAADSTS90094: The grant requires admin permission.\nCorrelation Id: 00000000-0000-4000-8000-0000000000b2\n"
	)
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"two people, two errors":           {anna + ben, "x several"},
		"one person, two errors":           {anna + again, "x text consent.admin_approval anna"},
		"two people, the same error":       {anna + another, "x text consent.admin_approval"},
		"two people, one of whom answered": {anna + "ben@contoso.com wrote: I have seen AADSTS50055 too.", "x text consent.admin_approval"},
	} {
		if got := told(Text("x", []byte(c.text), now())); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
