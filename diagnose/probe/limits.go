package probe

import "time"

// How long is waited. Together they keep a run without sign-in under half a minute on the worst network.
const (
	// askLimit ends one question. Microsoft's servers answer in well under a second; over a satellite or a crowded
	// hotel network a first TLS connection was seen to need several.
	askLimit = 8 * time.Second
	// stageLimit ends a chain of questions, such as Autodiscover with its redirects: the third slow answer in a row
	// will not get better.
	stageLimit = 16 * time.Second
	// foreignLimit ends a question to a server that is not Microsoft's. Its answer only adds to what is known already,
	// and inside a company such a server is often reachable from the office alone.
	foreignLimit = 4 * time.Second
	// connectLimit ends the plain question whether there is internet at all. It is asked only after a failure, so the
	// user has waited already.
	connectLimit = 3 * time.Second
	// dialLimit and handshakeLimit belong to one address of a server; a server with several addresses is tried on each
	// of them within askLimit.
	dialLimit      = 5 * time.Second
	handshakeLimit = 5 * time.Second
	// clientLimit ends any request of NewClient whose caller set no limit of its own.
	clientLimit = 30 * time.Second
	// idleLimit keeps connections for the questions of one run and no longer.
	idleLimit = 20 * time.Second
	// systemLimit ends the question to the operating system for its proxies. Windows may look for a proxy script in
	// the whole network first; without one it gives up after a few seconds, and then nothing is lost by going direct.
	systemLimit = 2 * time.Second
)

// How much is read.
const (
	// maxBody is the longest answer to one of our questions. The longest real one, openid-configuration, has under
	// 2 KiB; an error page of a gateway may have some 60.
	maxBody = 128 << 10
	// maxClientBody is the longest body through NewClient, for callers that ask other questions.
	maxClientBody = 4 << 20
	// maxHeader is the longest header. Exchange Online sends about 3 KiB.
	maxHeader = 64 << 10
	// maxRedirects is how far Autodiscover is followed; Exchange itself stops after 10, and a sound way has 2.
	maxRedirects = 5
	// maxEvidence is the longest piece of evidence; it is read by people.
	maxEvidence = 400
	// maxChallenge is the longest WWW-Authenticate that is parsed. A claims challenge may have some kilobytes.
	maxChallenge = 16 << 10
)

// clockTolerance is by how much a clock may be off. Kerberos and OAuth 2.0 servers tolerate five minutes.
const clockTolerance = 5 * time.Minute
