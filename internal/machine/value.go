package machine

import (
	"github.com/streamvet/streamvet/internal/code"
)

// A Value is what a variable of the program holds:
//
//	bool, int64, float64, string   scalars; all integer types are int64
//	Nil                            a nil reference of any type
//	*Cell                          a pointer
//	*Struct, *Array                held in place, and copied by assignment
//	*Slice, *Map, *Chan, *Closure  references
//	*Iface                         an interface that holds a value of a known type
//	Tuple                          several results
//	Native                         an object that a model made
//	*Unknown                       none of these is known yet
//
// The nil interface is no value.
type Value any

// Nil is the nil pointer, slice, map, channel, function or interface.
type Nil struct{}

// A Tuple holds the results of a call.
type Tuple []Value

// Results returns the value of a call that has these results.
func Results(vs Tuple) Value {
	switch len(vs) {
	case 0:
		return nil
	case 1:
		return vs[0]
	}
	return vs
}

// An Iface is an interface value that holds V, of type T.
type Iface struct {
	T   *code.Type
	V   Value
	any bool // whether it was made as a value of any type, by whom it is given
}

// A Slice is part of an array. Len is an int64 or an *Unknown.
type Slice struct {
	Array *Array
	Off   int64
	Len   Value
	Cap   int64 // -1 if it is not known
}

// A Closure is a function value.
type Closure struct {
	Name string     // the function's full name
	Fn   *code.Func // nil if there is no code
	Free []Value
	Args []*code.Type // type arguments
	// Native does the work of a function that a model or a driver made.
	Native Model
	// Results are the result types of a function without code.
	Results []*code.Type
}

// Native is an object of a library that a model stands for.
type Native interface {
	// Method returns the model of a method, or nil if it has no such method. The
	// receiver is the first argument of the call.
	Method(name string) Model
}

type iterator struct {
	m    *Map
	next int
	text string
}
