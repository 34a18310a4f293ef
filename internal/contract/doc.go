// Package contract holds, as data, what streamvet knows about the API that it
// watches: which types are gRPC streams, which side of the stream each method
// uses, and which uses exclude each other; which functions are handlers, and
// which packages can't matter.
//
// Every row names the documentation that it comes from. What other libraries do
// is in package model.
package contract
