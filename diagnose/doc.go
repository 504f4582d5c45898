// Package diagnose holds the vocabulary of a diagnosis and the judgement over it.
//
// A run collects observations, each with its source, its time and what it is about. Judge turns observations into
// one verdict: the cause, how sure that is, and what else would fit. Nothing is judged while collecting, and Judge
// does no input or output: the same observations give the same verdict on every machine.
//
// The packages below it (entra, consent, report, wording) depend on this one, never the other way round.
package diagnose
