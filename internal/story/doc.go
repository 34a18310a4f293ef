// Package story is what a finding says besides its message: how two goroutines get to use one stream
// at the same time, as an execution has shown it.
//
// A [Story] is only data. The analyzer makes it, and everything that shows findings (a terminal, a
// page, a SARIF log, an editor) renders it. It is flat, so that a renderer needs no more than loops,
// and the vet tool prints it as JSON.
//
// The two goroutines are lanes, numbered 0 and 1. Lane 0 is the one at whose access the
// diagnostic is. Texts are for people: lower case, without a full stop, and without control
// characters. The place that a text is about is beside it; other places that it names are listed in
// [Story.Mentions], so that renderers can name their files in their own way.
package story
