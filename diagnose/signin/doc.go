// Package signin signs the user in as the mail app itself does, and is the only importer of MSAL and chromedp.
//
// Microsoft's library redeems the authorization code; what it reports when Entra refuses is read by package entra, like
// any other text. So the shape of the library's errors matters here: a failed HTTP call comes as the value type
// errors.CallErr of github.com/AzureAD/microsoft-authentication-library-for-go, its text holds the endpoint's JSON
// (RFC 6749 §5.2, with Entra's error_codes, trace_id, correlation_id, timestamp and suberror), and Verbose adds the
// request and the response. Both can hold secrets, so neither is logged or shown, only read.
package signin
