// Package consent builds and checks every link that is handed to a person, and draws QR codes of them.
//
// The rules are:
//
//   - A link to approve a mail app exists only for a client id that ships in assets, on the hosts of one cloud, for one
//     tenant that the person has confirmed. Nothing else of what anybody typed or pasted gets into it.
//   - A link that approves for the company of whoever signs in (organizations, Microsoft's short link) says so, and is
//     never put into a QR code: whoever scans it would approve for a company that the picture does not name.
//   - A link is accepted only if it is, byte for byte, one that this package would build, or a page on the allow-list.
//     What looks nearly like one is refused, and the error names the rule.
//   - A QR code is made of a checked link, or of a mailto: or sms: text built here. Nothing else.
//
// The package does no input or output. Its errors carry a Rule; the words for people are under "rule.<id>" in
// assets/messages.
package consent
