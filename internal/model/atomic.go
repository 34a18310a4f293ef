package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// An atomicState orders the operations on one variable. "If the effect of an atomic
// operation A is observed by atomic operation B, then A is synchronized before B. All the
// atomic operations executed in a program behave as though executed in some sequentially
// consistent order" (https://go.dev/ref/mem#atomic).
type atomicState struct {
	known clock.Vector
	value machine.Value // of the types of sync/atomic
}

// A variable is what an atomic operation works on.
type variable struct {
	*atomicState
	load  func() machine.Value
	store func(machine.Value)
}

// An operation does its work on v with the other arguments of the call.
type operation func(c *machine.Call, v variable, args []machine.Value) machine.Value

var operations = map[string]operation{
	"Load": func(_ *machine.Call, v variable, _ []machine.Value) machine.Value { return v.load() },
	"Store": func(_ *machine.Call, v variable, args []machine.Value) machine.Value {
		v.store(args[0])
		return nil
	},
	"Swap": func(_ *machine.Call, v variable, args []machine.Value) machine.Value {
		old := v.load()
		v.store(args[0])
		return old
	},
	"CompareAndSwap": func(c *machine.Call, v variable, args []machine.Value) machine.Value {
		if !c.M.Equal(v.load(), args[0]) {
			return false
		}
		v.store(args[1])
		return true
	},
	"Add": func(c *machine.Call, v variable, args []machine.Value) machine.Value {
		sum := c.M.Binary("+", v.load(), args[0], c.Result(0))
		v.store(sum)
		return sum
	},
	"And": func(c *machine.Call, v variable, args []machine.Value) machine.Value {
		old := v.load()
		v.store(c.M.Binary("&", old, args[0], c.Result(0)))
		return old
	},
	"Or": func(c *machine.Call, v variable, args []machine.Value) machine.Value {
		old := v.load()
		v.store(c.M.Binary("|", old, args[0], c.Result(0)))
		return old
	},
}

// atomics are the functions and the methods of sync/atomic.
func atomics() table {
	t := table{}
	for name, op := range operations {
		for _, typ := range []string{"Int32", "Int64", "Uint32", "Uint64", "Uintptr", "Pointer"} {
			t["sync/atomic."+name+typ] = row{onVariable(op), true}
		}
		for _, typ := range []string{"Bool", "Int32", "Int64", "Uint32", "Uint64", "Uintptr", "Pointer", "Value"} {
			t["(*sync/atomic."+typ+")."+name] = row{onObject(typ, op), true}
		}
	}
	return t
}

// do runs an operation: it acquires and releases, all at once.
func (op operation) do(c *machine.Call, v variable) machine.Value {
	c.G.Acquire(v.known)
	result := op(c, v, c.Args[1:])
	c.G.Release(&v.known)
	return result
}

func onVariable(op operation) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		cell := c.Pointer(0)
		if cell == nil {
			return nil, machine.Pushed
		}
		v := variable{
			machine.Sync[atomicState](c.M, cell),
			func() machine.Value { return c.M.Load(cell) },
			func(v machine.Value) { c.M.Store(cell, v) },
		}
		return op.do(c, v), machine.Done
	}
}

// onObject makes the model of a method of one of the types of sync/atomic.
func onObject(typ string, op operation) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		cell := c.Pointer(0)
		if cell == nil {
			return nil, machine.Pushed
		}
		s := machine.Sync[atomicState](c.M, cell)
		v := variable{
			s,
			func() machine.Value {
				if s.value == nil {
					s.value = initial(c, typ, cell)
				}
				return s.value
			},
			func(v machine.Value) { s.value = v },
		}
		return op.do(c, v), machine.Done
	}
}

// initial returns what an object of sync/atomic holds before anything was stored.
func initial(c *machine.Call, typ string, cell *machine.Cell) machine.Value {
	var zero machine.Value = int64(0)
	kind := code.Int
	switch typ {
	case "Bool":
		zero, kind = false, code.Bool
	case "Pointer", "Value":
		zero, kind = machine.Nil{}, code.Interface
	}
	if !cell.FromOutside() {
		return zero
	}
	t := c.M.Program.Basic(strings.ToLower(typ), kind)
	if kind == code.Interface {
		if t = c.Result(0); !t.Kind.IsReference() {
			t = c.M.Any()
		}
	}
	return c.M.NewUnknown(t, strings.ToLower(typ))
}
