// Package machine runs code.
//
// A [Machine] interprets the functions of a [code.Program] with goroutines that it
// schedules itself, one instruction at a time. What the program does not determine is
// a choice, drawn from one source (package choice), so that an execution can be
// repeated exactly.
//
// # Values
//
// Integers, strings, floats and booleans are Go's own. Pointers are the addresses of
// cells; structs and arrays are made of cells that come into being when code uses them.
// A value that the program doesn't know is an [Unknown]: what is found out about it
// (that it is not nil, that it is below 100, that it equals another one) is remembered,
// and the same operation on the same operands gives the same Unknown. So the execution
// stays consistent: it is one that could happen.
//
// # Goroutines
//
// Each goroutine has a stack of frames and a vector clock (package clock). Only where
// goroutines can notice each other, at calls that synchronize and at accesses to what
// is observed, another goroutine may go on: all other interleavings show nothing more.
//
// # What is outside
//
// A function without code is looked up among the [Models]: package model has what
// sync, context, time and other libraries do. Calls of all others are opaque: they give
// unknown results. Whoever starts the goroutines is package drive.
//
// Observers see accesses to the objects that the contract is about, streams: [Access].
//
// The package is large because every instruction may meet every kind of value: memory,
// unknown values, goroutines and channels share the representation of values and the
// state of one execution. What only looks at an execution is not here.
package machine
