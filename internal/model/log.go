package model

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A logger is the state of a log.Logger: "A Logger can be used simultaneously from multiple
// goroutines; it guarantees to serialize access to the Writer" (https://pkg.go.dev/log#Logger).
type logger struct {
	w  machine.Value
	mu mutex
}

// loggers are package log. Its functions work on the standard logger, the methods on the
// logger that is their receiver.
func loggers() table {
	t := table{
		"log.New":     {newLogger, false},
		"log.Default": {defaultLogger, false},
	}
	for name, do := range map[string]func(*logger, *machine.Call) (machine.Value, machine.Status){
		"Print": (*logger).print, "Printf": (*logger).print, "Println": (*logger).print, "Output": (*logger).print,
		"Fatal": (*logger).fatal, "Fatalf": (*logger).fatal, "Fatalln": (*logger).fatal,
		"Panic": (*logger).panics, "Panicf": (*logger).panics, "Panicln": (*logger).panics,
		"SetOutput": (*logger).setOutput, "Writer": (*logger).writer,
	} {
		t["(*log.Logger)."+name] = row{func(c *machine.Call) (machine.Value, machine.Status) {
			l := objectOf[logger](c)
			if l == nil {
				return nil, machine.Pushed
			}
			of := *c
			of.Args = c.Args[1:]
			return do(l, &of)
		}, false}
		t["log."+name] = row{func(c *machine.Call) (machine.Value, machine.Status) {
			return do(machine.Sync[logger](c.M, standardLogger(c.M)), c)
		}, false}
	}
	return t
}

// standardLogger returns the logger that the functions of package log work on.
func standardLogger(m *machine.Machine) *machine.Cell {
	return machine.Sync[standard](m, m.Global("log.std", m.Program.Basic("*log.Logger", code.Pointer))).logger(m)
}

type standard struct{ cell *machine.Cell }

func (s *standard) logger(m *machine.Machine) *machine.Cell {
	if s.cell == nil {
		s.cell = machine.NewCell(m.Program.Basic("log.Logger", code.Struct), &machine.Struct{})
	}
	return s.cell
}

func newLogger(c *machine.Call) (machine.Value, machine.Status) {
	cell := newObject(c)
	machine.Sync[logger](c.M, cell).w = c.Args[0]
	return cell, machine.Done
}

func defaultLogger(c *machine.Call) (machine.Value, machine.Status) {
	return standardLogger(c.M), machine.Done
}

// write writes once: "Each logging operation makes a single call to the Writer's Write
// method".
func (l *logger) write(c *machine.Call, then func(*machine.Machine, *machine.Goroutine, machine.Value) machine.Value) (machine.Value, machine.Status) {
	t := transfer{mu: &l.mu, object: l.w, method: "Write", data: bytesOf(c, slices.Clone(c.Args)), times: 1, then: then}
	return t.run(c)
}

func (l *logger) print(c *machine.Call) (machine.Value, machine.Status) {
	if len(c.Results) == 1 { // Output
		return l.write(c, errorResult)
	}
	return l.write(c, noResult)
}

// fatal: "Fatal is equivalent to Print followed by a call to os.Exit(1)".
func (l *logger) fatal(c *machine.Call) (machine.Value, machine.Status) {
	return l.write(c, func(m *machine.Machine, _ *machine.Goroutine, _ machine.Value) machine.Value {
		m.Stop(machine.Exited, c.Name)
		return nil
	})
}

// panic: "Panic is equivalent to Print followed by a call to panic".
func (l *logger) panics(c *machine.Call) (machine.Value, machine.Status) {
	if !isProgram(c.M, l.w) {
		return panics(c)
	}
	return l.write(c, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) machine.Value {
		m.Panic(g, m.Error(c.Name))
		return nil
	})
}

func (l *logger) setOutput(c *machine.Call) (machine.Value, machine.Status) {
	l.w = c.Args[0]
	return nil, machine.Done
}

func (l *logger) writer(c *machine.Call) (machine.Value, machine.Status) {
	if l.w == nil {
		return c.M.Havoc(c), machine.Done
	}
	return l.w, machine.Done
}
