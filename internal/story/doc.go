// Package story is what is told of a finding besides its message: how two goroutines come to
// use one stream at the same time, as an execution has shown it.
//
// A [Story] is data alone. The analyzer makes it, and everything that shows findings (a
// terminal, a page, a SARIF log, an editor) renders it. It is flat, so that a renderer needs no
// more than loops, and it has a form in JSON, in which the vet tool prints it.
//
// The two goroutines are lanes, numbered 0 and 1. Lane 0 is the one at whose access the
// diagnostic stands. Texts are for people: lower case, without a full stop, and without control
// characters. They name no places of their own; that is what the place beside them is for.
package story
