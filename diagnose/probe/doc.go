// Package probe asks Microsoft's servers what can be asked without signing in, and at the end, with a token, whether
// the mailbox lets the iPhone's Mail app in. It states facts as observations and judges nothing.
//
// The questions are those that the iPhone itself asks before it shows a sign-in page: which company and cloud the
// domain belongs to (OpenID Connect Discovery 1.0 §4, and Microsoft's userrealm), which server has the mailbox
// (Autodiscover v2), and who issues tokens for that server (an Exchange ActiveSync OPTIONS with an empty bearer, whose
// WWW-Authenticate is read as RFC 9110 §11 says).
//
// The rules are:
//   - Questions that do not need each other's answers are asked side by side (flow.go), and what is reported keeps the
//     order of the stages.
//   - A fact has a cause only where the answer itself proves it. Everything else that was seen is kept as evidence
//     without a cause, scrubbed of secrets and of the address (evidence.go).
//   - Only Microsoft's own hosts can prove something about this computer's network: a company's server that is silent
//     or has a strange certificate says nothing about the way to Microsoft.
//   - No redirect is followed by the HTTP client. Autodiscover's are followed by hand (destination.go), never to a
//     server that could not be a mail server on the internet.
//   - A token goes to the Exchange Online hosts of the company's own cloud and nowhere else (mailaccess.go).
//   - Everything read is capped, everything asked has a time-out with a reason (limits.go), and everything ends at once
//     when the context does.
package probe
