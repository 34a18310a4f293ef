package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A command is the state of an exec.Cmd. "If either is an *os.File, the corresponding output
// from the process is connected directly to that file. Otherwise, during the execution of
// the command a separate goroutine reads from the process over a pipe and delivers that data
// to the corresponding Writer. ... If Stdout and Stderr are the same writer, and have a type
// that can be compared with ==, at most one goroutine at a time will call Write"
// (https://pkg.go.dev/os/exec#Cmd).
type command struct {
	started bool
	copying int          // goroutines
	known   clock.Vector // what those knew that have ended
}

// The indexes of the fields of exec.Cmd: {Path, Args, Env, Dir, Stdin, Stdout, Stderr, ...}.
const (
	stdinField  = 4
	stdoutField = 5
	stderrField = 6
)

func commands() table {
	return table{
		"os/exec.Command":               {newCommand, false},
		"os/exec.CommandContext":        {newCommand, false},
		"(*os/exec.Cmd).Start":          {startCommand, true},
		"(*os/exec.Cmd).Wait":           {waitCommand, true},
		"(*os/exec.Cmd).Run":            {runCommand, true},
		"(*os/exec.Cmd).Output":         {runCommand, true},
		"(*os/exec.Cmd).CombinedOutput": {runCommand, true},
	}
}

func newCommand(c *machine.Call) (machine.Value, machine.Status) { return newObject(c), machine.Done }

// start starts the process and the goroutines that copy.
func (s *command) start(c *machine.Call, cell *machine.Cell) machine.Value {
	if s.started || c.M.Choices.Percent(10) {
		return c.M.Error("exec: not started")
	}
	s.started = true
	field := func(i int, name string) machine.Value {
		return c.M.Resolve(c.M.Load(c.M.FieldOf(cell, i, name, c.M.Program.Basic("io.Writer", code.Interface))))
	}
	stdout, stderr := field(stdoutField, "Stdout"), field(stderrField, "Stderr")
	s.copy(c, stdout, "Write")
	if !sameWriter(c.M, stdout, stderr) {
		s.copy(c, stderr, "Write")
	}
	s.copy(c, field(stdinField, "Stdin"), "Read")
	return machine.Nil{}
}

// sameWriter reports whether two writers are one: of two that can't be compared it says no.
func sameWriter(m *machine.Machine, a, b machine.Value) bool {
	x, ok := a.(*machine.Iface)
	if !ok {
		return a == b
	}
	y, ok := b.(*machine.Iface)
	return ok && x.T == y.T && x.T.Kind != code.Slice && x.T.Kind != code.Map && x.T.Kind != code.Signature && m.Equal(x.V, y.V)
}

// copy starts the goroutine that writes what the process says, or reads what it is told.
func (s *command) copy(c *machine.Call, object machine.Value, method string) {
	i, ok := object.(*machine.Iface)
	if !ok || i.T.Name == "*os.File" {
		return
	}
	g := c.Start(machine.FromGo, &machine.Closure{Name: "copy", Native: func(c *machine.Call) (machine.Value, machine.Status) {
		t := transfer{object: object, method: method, data: bytesOf(c, nil), times: 1 + c.M.Choices.Intn(2), then: noResult}
		return t.run(c)
	}}, nil)
	if g == nil {
		return
	}
	s.copying++
	g.OnEnd = func() {
		s.copying--
		g.Release(&s.known)
	}
}

func startCommand(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	return machine.Sync[command](c.M, cell).start(c, cell), machine.Done
}

// waitCommand: "Wait waits for the command to exit and waits for any copying to stdin or
// copying from stdout or stderr to complete."
func waitCommand(c *machine.Call) (machine.Value, machine.Status) {
	s := objectOf[command](c)
	if s == nil {
		return nil, machine.Pushed
	}
	if s.copying > 0 {
		c.G.Block(func() bool { return s.copying == 0 })
		return nil, machine.Blocked
	}
	c.G.Acquire(s.known)
	return c.M.Havoc(c), machine.Done
}

// runCommand: "Run starts the specified command and waits for it to complete."
func runCommand(c *machine.Call) (machine.Value, machine.Status) {
	cell := c.Pointer(0)
	if cell == nil {
		return nil, machine.Pushed
	}
	s := machine.Sync[command](c.M, cell)
	var err machine.Value
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if err == nil {
			err = s.start(c, cell)
		}
		switch {
		case s.copying > 0:
			g.Block(func() bool { return s.copying == 0 })
			return false, nil
		case m.IsNil(err):
			g.Acquire(s.known)
			return true, m.Havoc(c)
		case len(c.Results) == 2:
			return true, machine.Tuple{machine.Nil{}, err}
		}
		return true, err
	})
}
