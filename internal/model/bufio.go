package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// readers are the functions of package bufio that read. Their source decides at each byte; if nothing
// of the program is below, that shows nothing, and of each call the result counts alone. Otherwise
// the source is run.
func readers() table {
	t := table{
		"bufio.NewScanner":         {newBuffered, false},
		"bufio.NewReader":          {newBuffered, false},
		"bufio.NewReaderSize":      {newBuffered, false},
		"(*bufio.Scanner).Scan":    {buffered(scan), false},
		"(*bufio.Scanner).Text":    {buffered(token), false},
		"(*bufio.Scanner).Bytes":   {buffered(token), false},
		"(*bufio.Scanner).Err":     {buffered(havoc), false},
		"(*bufio.Scanner).Buffer":  {buffered(nothing), false},
		"(*bufio.Scanner).Split":   {buffered(nothing), false},
		"(*bufio.Reader).Buffered": {buffered(havoc), false},
		"(*bufio.Reader).Size":     {buffered(havoc), false},
		"(*bufio.Reader).WriteTo":  {buffered(transfers(1, "Write")), false},
		"(*bufio.Reader).Reset":    {resetBuffered, false},
	}
	for name := range strings.FieldsSeq("Discard Peek Read ReadByte ReadBytes ReadLine ReadRune ReadSlice ReadString UnreadByte UnreadRune") {
		t["(*bufio.Reader)."+name] = row{buffered(read), false}
	}
	return t
}

// A buffer is what is known of a bufio.Scanner or bufio.Reader below which nothing of the program is.
type buffer struct {
	outside bool
	reads   int
	token   map[string]machine.Value // by the method that returns it
}

func newBuffered(c *machine.Call) (machine.Value, machine.Status) {
	t := c.Result(0)
	if t.Kind != code.Pointer || c.M.Carries(c.Args[0]) {
		return c.Source()
	}
	cell := machine.NewCell(t.Elem, nil)
	machine.Sync[buffer](c.M, cell).outside = true
	return cell, machine.Done
}

// buffered returns the model of a method that does what is given if nothing of the program is below.
func buffered(model machine.Model) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		if cell, ok := c.Arg(0).(*machine.Cell); ok {
			if b, ok := cell.Sync.(*buffer); ok && b.outside {
				return model(c)
			}
		}
		return c.Source()
	}
}

// resetBuffered: "Reset discards any buffered data, resets all state, and switches the buffered reader
// to read from r" (https://pkg.go.dev/bufio#Reader.Reset).
func resetBuffered(c *machine.Call) (machine.Value, machine.Status) {
	if cell, ok := c.Arg(0).(*machine.Cell); ok {
		*machine.Sync[buffer](c.M, cell) = buffer{outside: !c.M.Carries(c.Args[1])}
	}
	return c.Source()
}

// ended counts a reading call, and reports whether there is no more: mostly after a few.
func (b *buffer) ended(m *machine.Machine) bool {
	b.reads++
	if b.reads > messages {
		return m.Choices.Percent(50)
	}
	return m.Choices.Percent(15)
}

// scan: "Scan advances the Scanner to the next token, which will then be available through the
// Bytes or Text method. It returns false when there are no more tokens"
// (https://pkg.go.dev/bufio#Scanner.Scan).
func scan(c *machine.Call) (machine.Value, machine.Status) {
	b := machine.Sync[buffer](c.M, c.Args[0])
	b.token = map[string]machine.Value{}
	return !b.ended(c.M), machine.Done
}

func token(c *machine.Call) (machine.Value, machine.Status) {
	b := machine.Sync[buffer](c.M, c.Args[0])
	v, ok := b.token[c.Name]
	if !ok {
		v = c.M.Outside(c.Result(0), "token")
		if b.token != nil {
			b.token[c.Name] = v
		}
	}
	return v, machine.Done
}

// read gives what was read, or an error.
func read(c *machine.Call) (machine.Value, machine.Status) {
	if machine.Sync[buffer](c.M, c.Args[0]).ended(c.M) {
		return result(c, c.M.Error(c.Name)), machine.Done
	}
	if s, ok := c.Arg(1).(*machine.Slice); ok && strings.HasSuffix(c.Name, ").Read") {
		c.M.Fill(s)
		n := c.M.NewUnknown(c.Result(0), "n")
		n.Within(0, c.M.Highest(s.Len))
		return machine.Tuple{n, machine.Nil{}}, machine.Done
	}
	return result(c, machine.Nil{}), machine.Done
}
