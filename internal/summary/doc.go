// Package summary says what a function does to streams, in terms of its own
// parameters, captured variables, globals and the objects that it creates.
//
// A [Summary] is what a caller has to know: the [Effect]s of a call (accesses of
// streams, calls of functions that only the caller knows, signals), which of
// them may overlap, what it stores where, what it returns, which locks it takes
// or gives back, and what it waits for. The summary of a function that other
// packages can call is its fact.
//
// The table of effects, with the vocabulary of the rest of streamvet:
//
//	Access   a call of a stream's method: Send, Recv, CloseSend, ...
//	Call     a call of a function value that is not known yet
//	Signal   something that another goroutine can wait for: Done, close, a send
//
// An effect is inline if it happens on the calling goroutine before the function
// returns, and async if it happens on a goroutine that was started meanwhile.
// Following RacerD, an effect carries the locks that are held when it happens;
// following Featherweight X10 (Lee and Palsberg, PPoPP 2010), async effects that
// may outlive the function are kept apart from those that can't; following RELAY
// (Voung, Jhala and Lerner, FSE 2007), locks are relative to the caller's.
package summary
