package model

import (
	"slices"
	"strings"

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
		"io.WriteString": {writeString, false},
	}
}

// writes makes the model of a function that calls the method Write of argument i once.
func writes(i int) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) { return callWriter(c, i, "Write") }
}

func callWriter(c *machine.Call, i int, method string) (machine.Value, machine.Status) {
	w := c.Arg(i)
	if !isProgram(c.M, w) {
		return c.M.Havoc(c), machine.Done
	}
	data := bytesOf(c, slices.Delete(slices.Clone(c.Args), i, i+1))
	fn, args := c.M.Invoke(w, method, c.Results, data)
	return c.Call(fn, args)
}

// stringWriter has the method of io.StringWriter.
var stringWriter = &code.Type{Name: "io.StringWriter", Kind: code.Interface, Methods: []string{"WriteString"}}

// writeString: "If w implements StringWriter, StringWriter.WriteString is invoked directly.
// Otherwise, Writer.Write is called exactly once" (https://pkg.go.dev/io#WriteString).
func writeString(c *machine.Call) (machine.Value, machine.Status) {
	if w, ok := c.Arg(0).(*machine.Iface); ok {
		if _, ok := c.M.Assert(w, stringWriter); ok {
			return callWriter(c, 0, "WriteString")
		}
	}
	return callWriter(c, 0, "Write")
}

// readOrWrite is Read or Write of an object from outside. "Read returns the number of bytes read
// (0 <= n <= len(p))" (https://pkg.go.dev/io#Reader), and Write the number of those written.
// Methods of other signatures may be called so, too: of these nothing is known.
func readOrWrite(c *machine.Call) (machine.Value, machine.Status) {
	if len(c.Args) != 2 || len(c.Results) != 2 {
		return c.Opaque()
	}
	s, ok := c.Arg(1).(*machine.Slice)
	if !ok {
		return c.Opaque()
	}
	if strings.HasSuffix(c.Name, "Read") {
		c.M.Fill(s)
	}
	v := c.M.Havoc(c)
	if vs, ok := v.(machine.Tuple); ok {
		if n, ok := vs[0].(*machine.Unknown); ok {
			n.Within(0, c.M.Highest(s.Len))
		}
	}
	return v, machine.Done
}
