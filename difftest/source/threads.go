package source

import (
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
)

// spawn writes the start of a goroutine.
func (w *writer) spawn(s *program.Stmt) {
	if s.Var != nil && !s.Auto && !s.Late {
		w.linef("%s.Add(1)", w.expr(s.Var))
	}
	body := func(in *writer) {
		if s.Late {
			in.linef("%s.Add(1)", in.expr(s.Var))
		}
		in.list(s.Body)
	}
	// What the goroutine needs, for a function that gets it as arguments.
	all := s.Body
	if s.Late {
		all = append([]*program.Stmt{{Op: program.Signal, Var: s.Var}}, s.Body...)
	}
	plain := func(before, after string) {
		w.mark(s)
		w.literal(before, noResult, body, s.Body, after)
	}
	switch s.Form {
	case program.WithArgs:
		w.spawnWithArgs(s, body)
	case program.Named, program.AsMethod:
		call := w.extract(w.f, fmt.Sprintf("work%d", s.ID), all, noResult, s.Form == program.AsMethod, body)
		w.mark(s)
		w.line("go " + call)
	case program.InHelper:
		call := w.extract(w.f, fmt.Sprintf("start%d", s.ID), all, noResult, true, func(in *writer) {
			in.mark(s)
			in.literal("go ", noResult, body, s.Body, "()")
		})
		w.mark(s)
		w.line(call)
	case program.ByGroup, program.TryGo:
		method, r := "Go", noResult
		if s.Var.Kind == program.ErrGroup {
			r = errorResult
		}
		if s.Form == program.TryGo {
			method = "TryGo"
		}
		w.mark(s)
		w.literal(w.expr(s.Var)+"."+method+"(", r, body, s.Body, ")")
	case program.AfterFunc:
		w.imports("time")
		plain("time.AfterFunc(time.Millisecond, ", ")")
	case program.ContextRun:
		w.imports("context")
		plain("context.AfterFunc(ctx, ", ")")
	case program.Safego:
		w.f.helper(s.ID, "go func()", fmt.Sprintf(safego, "safego"))
		plain("safego(", ")")
	case program.LibSafego:
		w.r.lib.helper(s.ID, "go func()", fmt.Sprintf(safego, "Go"))
		plain(w.lib("Go")+"(", ")")
	default:
		plain("go ", "()")
	}
}

const safego = `func %s(f func()) {
	go func() {
		defer func() { recover() }()
		f()
	}()
}`

func (w *writer) spawnWithArgs(s *program.Stmt, body func(*writer)) {
	var params, args []string
	for _, v := range program.Free(s.Body) {
		if v.Place == program.Local && v.Kind.IsStream() {
			params = append(params, v.Name+" "+w.typeOf(v))
			args = append(args, v.Name)
		}
	}
	w.mark(s)
	w.linef("go func(%s) {", strings.Join(params, ", "))
	in := w.inner(noResult)
	in.indent++
	body(in)
	w.linef("}(%s)", strings.Join(args, ", "))
}

// call writes a call of a function that has the statement's body.
func (w *writer) call(s *program.Stmt) {
	r := noResult
	if s.Leave {
		r = errorResult
	}
	body := func(in *writer) { in.list(s.Body) }
	whole := func(in *writer) {
		in.list(s.Body)
		in.end(s.Body)
	}
	before, after := "", ""
	switch {
	case s.Leave:
		before, after = "if err := ", "; err != nil {"
	case s.Defer:
		before = "defer "
	}
	switch s.Form {
	case program.Named, program.AsMethod, program.InPackage:
		f, name := w.f, fmt.Sprintf("step%d", s.ID)
		if s.Form == program.InPackage && w.f != w.r.lib {
			f, name = w.r.lib, fmt.Sprintf("Step%d", s.ID)
		}
		call := w.extract(f, name, s.Body, r, s.Form == program.AsMethod, whole)
		w.mark(s)
		w.linef("%s%s%s", before, call, after)
	case program.Inline:
		name, typ := "run", "func()"
		text := "func run(f func()) {\n\tf()\n}"
		if s.Leave {
			name, typ = "runErr", "func() error"
			text = fmt.Sprintf("func runErr(f %s) error {\n\treturn f()\n}", typ)
		}
		w.f.helper(s.ID, "f()", text)
		w.mark(s)
		w.literal(before+name+"(", r, body, s.Body, ")"+after)
	default:
		w.mark(s)
		w.literal(before, r, body, s.Body, "()"+after)
	}
	if s.Leave {
		w.failing()
	}
}
