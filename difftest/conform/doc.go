// Package conform compares what the engine says of small programs with what Go's
// race detector says.
//
// A program is a function without parameters in a package that has two more
// functions, use, which writes the variable that it is given, and look, which
// reads it. Both sides run the same text: the machine in many executions under
// its own schedulers, the [Detector] in a process that is built with -race, in
// which goroutines give way at random. Neither knows of the other, and none of
// the programs has a stream: what is compared is the order of events, which is
// all that streams and variables have in common.
//
// There are two kinds of programs: those of internal/machine/testdata/race, whose
// names say whether they have a race, and generated ones ([Generate]), of which
// both have to find the same pairs of lines.
package conform
