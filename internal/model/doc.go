// Package model has what functions of libraries do: which goroutines they start, whom
// they wait for, what they order.
//
// Each file is about one library. Its functions are rows of a table, keyed by their full
// names, as types.Func.FullName gives them without type parameters. What a row does
// follows the library's documentation, and the Go memory model (https://go.dev/ref/mem)
// for the order; what is not said there comes from the library's source.
//
// It is large because libraries are many, and is one package because its files share one
// table and the kinds of calls that machine.Call offers; a file seldom uses another one.
//
// Functions that have no row and whose code is not known are opaque (package machine).
// To add one, write a row, and a pair in testdata/src that fails without it.
package model

import (
	"maps"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// A row is the model of a function.
type row struct {
	do machine.Model
	// visible says that other goroutines may notice the call, or be noticed by it.
	visible bool
}

type table map[string]row

// Models are all rows. It implements machine.Models.
type Models struct{ rows table }

// New returns the models.
func New() *Models {
	m := &Models{rows: table{}}
	for _, t := range []table{
		mutexes(),
		waitGroups(),
		once(),
		conds(),
		pools(),
		syncMaps(),
		mapRows(),
		atomics(),
		contexts(),
		times(),
		errorsRows(),
		processes(),
		writers(),
		readers(),
		hashes(),
		coders(),
		loggers(),
		slogs(),
		commands(),
		testings(),
		testify(),
		semaphores(),
		limiters(),
		filters(),
		defaultPools(),
		httpRows(),
		grpcRows(),
		grpcClients(),
		runtimes(),
		identities(),
		reflections(),
		reflectValues(),
		iterators(),
	} {
		maps.Copy(m.rows, t)
	}
	return m
}

// Lookup returns the model of the function called name.
func (ms *Models) Lookup(name string) (machine.Model, bool) {
	if r, ok := ms.rows[name]; ok {
		return r.do, r.visible
	}
	if u := contract.FuncUse(name); u.Matters() && !strings.HasPrefix(name, "(") {
		return objectFunc(name, u), true
	}
	if r, method := contract.RouterMethod(name); r != nil {
		return routing(r, method), r.Blocks(method) || r.Ends(method)
	}
	if a, function := contract.AroundOf(name); a != nil {
		return intercepting(a, function), false
	}
	if a := contract.RunnerOf(name); a != nil {
		return runner(a), true
	}
	if contract.IsMaker(name) {
		return newOf, false
	}
	if isPure(name) {
		return pure, false
	}
	if isRegister(name) {
		return register, false
	}
	return nil, false
}

// Method returns the model of a method of an object from outside.
func (ms *Models) Method(u *machine.Unknown, name string, use contract.Use) machine.Model {
	if use.Matters() {
		return objectMethod(name, use)
	}
	if u.T == nil {
		return nil
	}
	switch {
	case u.T.Handler:
		return handler
	case u.T.Object != nil && u.T.Object.API() == contract.GRPC:
		return streamMethod(name)
	case u.T.Context:
		return unknownContext(name)
	case name == contract.ServeHTTP:
		return serveOutside
	case name == "Read" || name == "Write":
		return readOrWrite
	}
	if r, ok := ms.rows["("+strings.TrimPrefix(u.T.Name, "*")+")."+name]; ok && name != "" {
		return r.do
	}
	return nil
}

// Generated returns the model of a method of generated code, of which only the call is known:
// that of a type around a stream that the program has put there.
func (ms *Models) Generated(stream machine.Value, name string) machine.Model {
	switch name {
	case "Send", "SendAndClose", "Recv", "CloseAndRecv":
		return (&typedStream{stream: stream}).Method(name)
	}
	return nil
}

func nothing(*machine.Call) (machine.Value, machine.Status) { return nil, machine.Done }

// havoc gives unknown results.
func havoc(c *machine.Call) (machine.Value, machine.Status) { return c.M.Havoc(c), machine.Done }
