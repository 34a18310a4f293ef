// Package report turns conflicts into diagnostics: it chooses the position,
// writes the message and lists the related places.
//
// A message stands by itself, since go vet and golangci-lint drop or scatter
// everything else: it says what is called, on which expression, where the other
// call is, and why the two may overlap. All messages are made here, so that they
// sound alike.
package report
