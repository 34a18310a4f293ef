// Package report turns stories into diagnostics: it chooses the position,
// writes the message and lists the related places.
//
// A message stands by itself, since go vet and golangci-lint drop or scatter
// everything else: it says what is called, on which expression, where the other
// call is, and why the two may overlap. All messages are made here, so that they
// sound alike.
//
// What people have suppressed, and what concerns only files that nobody writes or
// that the user leaves out, ends here as well: the engine knows nothing of it, so
// that what such code does is known all the same.
package report
