// Package path names things: streams, locks, wait groups, channels, functions.
//
// A [Path] is a root and selectors. The root is what a function can start from:
// a parameter, a captured variable, a global, or a creation site; the selectors
// lead from there: a field, an element, the variable behind a pointer. The same
// path names both a location and the value that the location held when the
// function began, as access paths do in RacerD (Blackshear et al., OOPSLA 2018).
//
// Names of locks are paths as well, the same algebra for both, as in gVisor's
// checklocks.
//
// The selectors are written one after another:
//
//	.name    a field
//	^name    an embedded field that is itself a stream: a wrapper and the stream
//	         that it wraps are one stream
//	*        the variable that a pointer points to
//	[*]      some element of a map, slice, array or channel
//	[=]      in the path of a lock: the very element that the stream's path names
//	[k:c]    the element with the constant index or key c
//	[v:x]    the element with the index, key, or of the iteration, x, an SSA value
//	[p:i]    the element with the index or key that parameter i holds; [f:i] for
//	         a captured variable
//	[v:x']   the same of an earlier iteration
//	[r:x]    what the receive x got from a channel
//	[<]      what some receive got from a channel, each another value
//	$n       variable n captured by a function literal
//
// Paths have at most MaxSelectors selectors; a longer one is no path at all, so
// that the set of paths of a function is finite and fixed points end.
package path
