// Package code represents functions in a compact form that a machine can run, and that is passed
// from a package to its importers.
//
// A [Translator] makes a [Func] of a function in SSA form (golang.org/x/tools/go/ssa). Its
// instructions work on slots of a frame, its types are names that a [Universe] interns, with as
// much of each type as an execution needs. So code has no reference to syntax, to go/types, or
// to SSA, all of which an importer doesn't have of its imports.
//
// [Link] makes a [Program] of a package's functions and those of its dependencies: calls find
// their callees by name. [Program.Exported] says which functions importers may have to run,
// and [Encode] and [Decode] write and read them as a [Fact]. A fact reaches direct importers
// only, so it holds the code of indirect dependencies, too.
//
// Facts may be damaged, or come from another version: what is decoded is checked, so that
// running it can go wrong but never fail by a panic.
//
// The package is large because translating, encoding and decoding all have a case for each
// instruction and each kind of type, and belong together: who changes one changes all three.
package code
