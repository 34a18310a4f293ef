// Package report turns stories into diagnostics: it chooses the position, writes the message, lists
// the related places, and puts into words what package witness knows as values.
//
//   - report.go groups stories, and chooses where a diagnostic is and which story it tells.
//   - message.go, lock.go, related.go: the diagnostic itself.
//   - tell.go, events.go, notes.go, advice.go, recipe.go: the [story.Story] for programs that show more.
//   - answer.go: answers of "streamvet why".
//   - syntax.go, stored.go: what the source says at a position.
//
// A message stands by itself, since go vet and golangci-lint drop or scatter
// everything else: it says what is called, on which expression, where the other
// call is, and why the two may overlap. All messages are made here, so that they
// sound alike.
//
// Findings that directives suppress, that are in generated files only, or in test files if these are
// left out, are dropped here. The engine doesn't know of them, so that it executes such code like
// any other.
//
// The package is large because each kind of event, condition and reason has its own words, which
// depend on what the source looks like there. They share one lookup of syntax by position.
package report
