package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// reflections are what makes identities of types. "Two Type values are equal if they represent
// identical types" (https://pkg.go.dev/reflect#Type): registries have them as keys.
func reflections() table {
	return table{
		"reflect.TypeFor": {typeFor, false},
		"reflect.TypeOf":  {typeOf, false},
		"fmt.Sprintf":     {sprintf, false},
	}
}

// A reflected is a reflect.Type.
type reflected struct{ t *code.Type }

// Method returns the model of a method: what it returns depends on the type alone.
func (r reflected) Method(name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		switch {
		case name == "Elem" && r.t.Elem != nil:
			return reflected{r.t.Elem}, machine.Done
		case name == "Key" && r.t.Key != nil:
			return reflected{r.t.Key}, machine.Done
		case name == "String":
			return r.t.Name, machine.Done
		case name == "Name" && r.t.Named:
			return r.t.Name[strings.LastIndexByte(r.t.Origin, '.')+1:], machine.Done
		case name == "Name" && (r.t.Kind.IsScalar() || r.t.Kind == code.Complex):
			return r.t.Name, machine.Done
		case name == "Name": // "for other (non-defined) types it returns the empty string"
			return "", machine.Done
		case name == "PkgPath":
			return r.t.Pkg, machine.Done
		case name == "Kind":
			if k, ok := reflectKind(r.t); ok {
				return k, machine.Done
			}
		}
		if len(c.Args) == 1 && len(resultsOf(c)) == 1 {
			return c.M.Pure("(reflect.Type)."+name, resultsOf(c)[0], r), machine.Done
		}
		return c.M.Havoc(c), machine.Done
	}
}

func typeFor(c *machine.Call) (machine.Value, machine.Status) {
	if len(c.Types) != 1 {
		return c.M.Havoc(c), machine.Done
	}
	return reflected{c.Types[0]}, machine.Done
}

// typeOf: "TypeOf returns the reflection Type that represents the dynamic type of i. If i is a
// nil interface value, TypeOf returns nil."
func typeOf(c *machine.Call) (machine.Value, machine.Status) {
	switch v := c.Arg(0).(type) {
	case *machine.Iface:
		return reflected{v.T}, machine.Done
	case machine.Nil:
		return v, machine.Done
	}
	return c.M.Pure(c.Name, c.Result(0), c.Args[0]), machine.Done
}

// sprintf is a pure function, of which the value is known for the verb %T: "a Go-syntax
// representation of the type of the value" (https://pkg.go.dev/fmt).
func sprintf(c *machine.Call) (machine.Value, machine.Status) {
	if c.Arg(0) != "%T" || len(c.Args) != 2 {
		return pure(c)
	}
	var args []machine.Value
	c.M.Visit(c.Args[1], func(v machine.Value) { args = append(args, c.M.Resolve(v)) })
	if len(args) != 1 {
		return pure(c)
	}
	if i, ok := args[0].(*machine.Iface); ok {
		return i.T.Name, machine.Done
	}
	return pure(c)
}
