// Package signin signs in as the user and as the mail app itself, to see what the iPhone is shown. It is the only room
// that may import MSAL and chromedp.
//
// The story is short. NewAttempt has MSAL build the authorize address of the app's own client id (RFC 6749 §4.1.1) and
// adds state and a challenge of ours (RFC 7636). Run shows it on a Surface — Browser, a window that is watched, or the
// simulated person of a demo — and decides by the pages where the person stands and when it is over: at a redirect, at
// a page that asks for consent or approval, at an error. A code is redeemed once, for one question to the mailbox, and
// the token is compared with whom it was asked for. RunDeviceCode does the same by a code that is typed elsewhere
// (RFC 8628), and OwnBrowserLink is for a browser that nobody watches.
//
// The rules are:
//   - Authority "organizations" on the cloud's own host, scope the mailbox with /.default, nothing else; what MSAL adds
//     to ask for a lasting key (offline_access) is taken out of what is sent (wire.go).
//   - MSAL's errors hold requests and bodies and are never shown. A failed call is the value type errors.CallErr, whose
//     body MSAL drains in some flows, and an error with status 200 is none to it: so the wire keeps each refusal, and
//     package entra reads it.
//   - Secrets print as names (sealed.go) and are cut out of every text that a server or page gives back (config.go).
//   - A page of another host is never read, and nothing is concluded from a page that nobody knows.
package signin
