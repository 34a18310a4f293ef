// Package source writes programs (package program) down in Go.
//
// What comes out is a package that a person could have written: it imports the
// generated code of a chat service, and nothing of this module. The same text
// is given to the analyzer and, with a chat service that is made for it, to the
// race detector. A program has up to three files:
//
//	chat.go      the function, object or server
//	lib/lib.go   what it has in another package
//	serve.go     registers the server, and is not needed to run it
package source
