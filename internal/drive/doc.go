// Package drive is the environment of a package: it decides who calls its code, with
// what, and how often.
//
// A [Package] lists the ways in: handlers of RPCs, which run in a goroutine each, all at once;
// handlers of HTTP requests, likewise; the package's functions and methods, which one goroutine
// calls one after the other; main; tests. A [Driver] is one way to use them. In each execution one
// driver makes objects, with the package's own functions, and calls what it is for. The order and
// the arguments are choices.
package drive
