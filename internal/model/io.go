package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// writers are functions that write to what they are given: their documentation says that
// they write to w, in the goroutine that calls them.
func writers() table {
	return table{
		"fmt.Fprintf":    {writes(0), false},
		"fmt.Fprint":     {writes(0), false},
		"fmt.Fprintln":   {writes(0), false},
		"io.WriteString": {writes(0), false},
	}
}

// writes makes the model of a function that calls the method Write of argument i once.
func writes(i int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		w := c.Arg(i)
		if _, ok := w.(*machine.Iface); !ok {
			return c.M.Havoc(c), machine.Done
		}
		bytes := &code.Type{Name: "[]uint8", Kind: code.Slice, Elem: c.M.Program.Basic("uint8", code.Int)}
		fn, args := c.M.Invoke(w, "Write", c.Results, c.M.NewUnknown(bytes, "p").NonNil())
		return c.Call(fn, args)
	}
}
