// Package signin is the only room that may import MSAL and chromedp. So far it holds no code of its own, only the test
// that what Microsoft's library reports is read by package entra, like any other text.
//
// The shape of the library's errors matters for that: a failed HTTP call comes as the value type errors.CallErr of
// github.com/AzureAD/microsoft-authentication-library-for-go, its text holds the endpoint's JSON (RFC 6749 §5.2, with
// Entra's error_codes, trace_id, correlation_id, timestamp and suberror), and Verbose adds the request and the response.
// Both can hold secrets, so neither is logged or shown, only read.
package signin
