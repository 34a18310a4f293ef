// Package program is a model of small concurrent programs over gRPC streams.
//
// A [Program] is a tree of statements: it opens streams, calls their methods,
// starts goroutines, waits for them, takes locks, branches and loops. The model
// says what happens; the [Form] of a statement says which of the ways to write
// it down in Go is taken. So truth (package truth) is a matter of the model
// alone, and the many faces that one behaviour has in Go code, which is what an
// analysis stumbles over, are a matter of rendering (package source).
//
// [Generate] makes a program from a seed, [Program.Smaller] proposes simpler
// ones, [Program.Weaker] removes one synchronisation at a time.
package program
