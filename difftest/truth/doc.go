// Package truth decides exactly which calls of a program may overlap.
//
// It runs the model (package program) on a small machine, in every order in
// which the threads can take turns and with every answer to every question that
// the program leaves open. Two calls may overlap if the machine comes to a state
// in which two threads are about to make them, on one stream. Since locks,
// channels and WaitGroups are all that orders the threads, and the machine
// knows these, there is nothing to approximate, apart from two bounds: a loop
// turns at most twice, and an object or server gets at most three calls from
// outside. Two turns are enough to find a goroutine beside another one of the
// same loop; three calls are enough to find two handlers that both send on the
// stream of a third.
//
// Statements that only one thread can notice don't take a turn of their own, and
// those that can only free another thread (Unlock, Done, close) happen at once:
// if two threads can come to their calls before such a statement, they can after
// it. That is not so if the program asks whether a lock is free, so that there
// all of them take their turns.
package truth
