// Package entra reads what Microsoft Entra says: any pasted text, JSON body, redirect address, exception trace, page
// or quoted mail. It states what was said and judges nothing; package diagnose does that.
//
// The rules are:
//   - A secret is cut out before anything else looks at the text (secrets.go), so no later step can keep one.
//   - Text is looked at through a view (view.go): every layer of escaping and quoting is taken off, and each byte
//     remembers where it came from, so that spans point into the text that the person sees.
//   - Only an excerpt of at most 16 KiB is read deeply (read.go). A larger text is surveyed first for the place that
//     matters (survey.go), so the work grows with the length of the text and with nothing else.
//   - A number is an AADSTS number because it is written as one, or because the words around it say so; never
//     because it looks like one.
package entra
