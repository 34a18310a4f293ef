package model

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A textHandler is the state of a slog.TextHandler or a slog.JSONHandler: it writes with "a
// single serialized call to io.Writer.Write" (https://pkg.go.dev/log/slog#JSONHandler.Handle),
// and the handlers that derive from it share its mutex.
type textHandler struct {
	w  machine.Value
	mu *mutex
}

// A slogger is the state of a slog.Logger.
type slogger struct{ handler machine.Value } // nil for the first default logger

// slogs are package log/slog.
func slogs() table {
	t := table{
		"log/slog.New":                      {newSlogger, false},
		"log/slog.Default":                  {defaultSlogger, false},
		"log/slog.SetDefault":               {setDefaultSlogger, false},
		"log/slog.With":                     {onDefault(derived("WithAttrs")), false},
		"log/slog.NewLogLogger":             {newLogLogger, false},
		"log/slog.NewTextHandler":           {newTextHandler, false},
		"log/slog.NewJSONHandler":           {newTextHandler, false},
		"(*log/slog.Logger).With":           {derived("WithAttrs"), false},
		"(*log/slog.Logger).WithGroup":      {derived("WithGroup"), false},
		"(*log/slog.Logger).Handler":        {sloggerHandler, false},
		"(*log/slog.Logger).Enabled":        {havoc, false},
		"(*log/slog.TextHandler).Handle":    {handleRecord, false},
		"(*log/slog.JSONHandler).Handle":    {handleRecord, false},
		"(*log/slog.TextHandler).WithAttrs": {sameMutex, false},
		"(*log/slog.JSONHandler).WithAttrs": {sameMutex, false},
		"(*log/slog.TextHandler).WithGroup": {sameMutex, false},
		"(*log/slog.JSONHandler).WithGroup": {sameMutex, false},
		"(*log/slog.TextHandler).Enabled":   {enabled, false},
		"(*log/slog.JSONHandler).Enabled":   {enabled, false},
		"(*log/slog.Logger).LogAttrs":       {logRecord, false},
		"(*log/slog.Logger).Log":            {logRecord, false},
		"log/slog.LogAttrs":                 {onDefault(logRecord), false},
		"log/slog.Log":                      {onDefault(logRecord), false},
	}
	for _, level := range []string{"Debug", "Info", "Warn", "Error"} {
		for _, name := range []string{level, level + "Context"} {
			t["log/slog."+name] = row{onDefault(logRecord), false}
			t["(*log/slog.Logger)."+name] = row{logRecord, false}
		}
	}
	return t
}

// defaultOf keeps the default logger.
type defaultOf struct{ logger machine.Value }

func defaultLoggerOf(m *machine.Machine) *defaultOf {
	d := machine.Sync[defaultOf](m, m.Global("log/slog.default", m.Program.Basic("*log/slog.Logger", code.Pointer)))
	if d.logger == nil {
		d.logger = machine.NewCell(m.Program.Basic("log/slog.Logger", code.Struct), &machine.Struct{})
	}
	return d
}

// onDefault makes the model of a function that does what the method of its name does with the
// default logger.
func onDefault(method machine.Model) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		of := *c
		of.Args = append([]machine.Value{defaultLoggerOf(c.M).logger}, c.Args...)
		return method(&of)
	}
}

func defaultSlogger(c *machine.Call) (machine.Value, machine.Status) {
	return defaultLoggerOf(c.M).logger, machine.Done
}

// setDefaultSlogger: "After this call, output from the log package's default Logger ... will
// be logged using l's Handler".
func setDefaultSlogger(c *machine.Call) (machine.Value, machine.Status) {
	defaultLoggerOf(c.M).logger = c.Args[0]
	if s := objectOf[slogger](c); s != nil && s.handler != nil {
		machine.Sync[logger](c.M, standardLogger(c.M)).w = handlerWriter{s.handler}
	}
	return nil, machine.Done
}

// sloggerOf makes a logger over a handler.
func sloggerOf(c *machine.Call, handler machine.Value) machine.Value {
	cell := newObject(c)
	machine.Sync[slogger](c.M, cell).handler = handler
	return cell
}

func newSlogger(c *machine.Call) (machine.Value, machine.Status) {
	return sloggerOf(c, c.Args[0]), machine.Done
}

func sloggerHandler(c *machine.Call) (machine.Value, machine.Status) {
	if s := objectOf[slogger](c); s != nil && s.handler != nil {
		return s.handler, machine.Done
	}
	return c.M.Havoc(c), machine.Done
}

// derived makes the model of a method that returns a logger over what the method of its
// handler returns.
func derived(method string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		s := objectOf[slogger](c)
		if s == nil {
			return nil, machine.Pushed
		}
		if !isProgram(c.M, s.handler) {
			return sloggerOf(c, s.handler), machine.Done
		}
		called := false
		return c.Then(func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
			if called {
				return true, sloggerOf(c, v)
			}
			called = true
			handler := m.Program.Basic("log/slog.Handler", code.Interface)
			fn, args := m.Invoke(s.handler, method, []*code.Type{handler}, c.Args[1])
			m.StartCall(g, fn, args)
			return false, nil
		})
	}
}

// logRecord calls the handler's Handle, if it is enabled.
func logRecord(c *machine.Call) (machine.Value, machine.Status) {
	s := objectOf[slogger](c)
	if s == nil {
		return nil, machine.Pushed
	}
	if s.handler == nil { // The first default logger writes by package log.
		of := *c
		of.Args = c.Args[1:]
		return machine.Sync[logger](c.M, standardLogger(c.M)).write(&of, noResult)
	}
	if !isProgram(c.M, s.handler) {
		return nil, machine.Done
	}
	return c.Then(handling(s.handler))
}

// handling is the code that hands a record to a handler: "Handle ... will only be called
// when Enabled returns true" (https://pkg.go.dev/log/slog#Handler).
func handling(handler machine.Value) machine.NativeCode {
	stage := 0
	return func(m *machine.Machine, g *machine.Goroutine, v machine.Value) (bool, machine.Value) {
		ctx := NewContext(m)
		stage++
		switch stage {
		case 1:
			level := m.NewUnknown(m.Program.Basic("log/slog.Level", code.Int), "level")
			fn, args := m.Invoke(handler, "Enabled", []*code.Type{m.Program.Basic("bool", code.Bool)}, ctx, level)
			m.StartCall(g, fn, args)
			return false, nil
		case 2:
			if v != nil && !m.True(v) {
				return true, nil
			}
			record := m.Outside(m.Program.Basic("log/slog.Record", code.Struct), "record")
			fn, args := m.Invoke(handler, "Handle", []*code.Type{m.ErrorType()}, ctx, record)
			m.StartCall(g, fn, args)
			return false, nil
		}
		return true, nil
	}
}

func newTextHandler(c *machine.Call) (machine.Value, machine.Status) {
	cell := newObject(c)
	s := machine.Sync[textHandler](c.M, cell)
	s.w, s.mu = c.Args[0], new(mutex)
	return cell, machine.Done
}

func textHandlerOf(c *machine.Call) *textHandler {
	s := objectOf[textHandler](c)
	if s != nil && s.mu == nil {
		s.mu = new(mutex)
	}
	return s
}

func enabled(*machine.Call) (machine.Value, machine.Status) { return true, machine.Done }

func handleRecord(c *machine.Call) (machine.Value, machine.Status) {
	s := textHandlerOf(c)
	if s == nil {
		return nil, machine.Pushed
	}
	t := transfer{mu: s.mu, object: s.w, method: "Write", data: bytesOf(c, nil), times: 1, then: errorResult}
	return t.run(c)
}

// sameMutex returns a handler of the same type, with the same writer and mutex.
func sameMutex(c *machine.Call) (machine.Value, machine.Status) {
	s, old := textHandlerOf(c), c.Pointer(0)
	if s == nil || old == nil {
		return nil, machine.Pushed
	}
	cell := machine.NewCell(old.T, &machine.Struct{})
	*machine.Sync[textHandler](c.M, cell) = *s
	return &machine.Iface{T: c.M.Program.PointerTo(old.T), V: cell}, machine.Done
}

// A handlerWriter writes what a log.Logger writes to a handler.
type handlerWriter struct{ handler machine.Value }

func (w handlerWriter) Method(name string) machine.Model {
	if name != "Write" {
		return nil
	}
	return func(c *machine.Call) (machine.Value, machine.Status) {
		if !isProgram(c.M, w.handler) {
			return c.M.Havoc(c), machine.Done
		}
		return c.Then(handling(w.handler))
	}
}

// newLogLogger: "NewLogLogger returns a new log.Logger such that each call to its Output
// method dispatches a Record to the specified handler".
func newLogLogger(c *machine.Call) (machine.Value, machine.Status) {
	cell := newObject(c)
	machine.Sync[logger](c.M, cell).w = handlerWriter{c.Args[0]}
	return cell, machine.Done
}
