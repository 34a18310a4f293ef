// Package contract holds, as data, what streamvet knows about APIs that it does
// not analyze: which types are gRPC streams and which side of the stream each
// method uses; which calls start goroutines, take locks, join goroutines, run
// their argument in place, or never return.
//
// Every row names the documentation that it comes from. The rest of the
// analysis asks this package and has no API names of its own, so that knowing
// one more library is one more row and one more minimal pair.
package contract
