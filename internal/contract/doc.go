// Package contract holds, as data, what streamvet knows about the libraries that it watches: which
// of their types are objects with a rule on calls at the same time, which side of an object each
// method uses, and which uses exclude each other; which functions are handlers, and which packages
// can't matter.
//
// Each library is a row of a table, [APIs], that quotes its documentation. What other libraries do
// is in package model.
package contract
