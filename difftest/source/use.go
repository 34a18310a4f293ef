package source

import (
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
)

// use writes a call of a stream's method.
func (w *writer) use(s *program.Stmt) {
	if s.Defer {
		call := w.useCall(s)
		if w.r.assigned[s.Var] {
			w.line("defer func() {")
			w.indent++
			w.mark(s)
			w.line(call)
			w.indent--
			w.line("}()")
			return
		}
		w.mark(s)
		w.line("defer " + call)
		return
	}
	name := fmt.Sprintf("call%d", s.ID)
	call := ""
	switch s.Form {
	case program.ByValue:
		w.linef("%s := %s.%s", name, w.expr(s.Var), s.Method)
		call = name + argsOf(s.Method)
	case program.ByClosure:
		w.mark(s)
		w.linef("%s := func() error { %s }", name, w.returning(s.Method, w.direct(s)))
		w.checked(s, name+"()", false)
		return
	case program.ByCallback:
		w.f.helper(s.ID, "", "func do(f func() error) error {\n\treturn f()\n}")
		w.checked(s, fmt.Sprintf("do(func() error { %s })", w.returning(s.Method, w.direct(s))), false)
		return
	default:
		call = w.useCall(s)
	}
	w.checked(s, call, twoResults(s.Method) && (s.Form == program.Plain || s.Form == program.ByValue))
}

// checked writes a call, and what is done about its error.
func (w *writer) checked(s *program.Stmt, call string, two bool) {
	w.mark(s)
	if !s.Leave {
		w.line(call)
		return
	}
	if two {
		w.linef("if _, err := %s; err != nil {", call)
	} else {
		w.linef("if err := %s; err != nil {", call)
	}
	w.failing()
}

func (w *writer) direct(s *program.Stmt) string {
	w.imports(chatpb)
	return w.expr(s.Var) + "." + string(s.Method) + argsOf(s.Method)
}

// useCall returns the call of the method or of a helper for it.
func (w *writer) useCall(s *program.Stmt) string {
	method := string(s.Method)
	short := map[program.Kind]string{program.Stream: "", program.Upload: "Upload", program.Accepted: "Server"}[s.Var.Kind]
	body := w.returning(s.Method, "stream."+method+argsOf(s.Method))
	call := "stream." + method + "("
	switch s.Form {
	case program.ByFunction:
		name := lower(method) + short + "On"
		w.f.helper(s.ID, call, fmt.Sprintf("func %s(stream %s) error {\n\t%s\n}", name, w.typeOf(s.Var), body), chatpb)
		return fmt.Sprintf("%s(%s)", name, w.expr(s.Var))
	case program.ByPackage:
		name := method + short
		w.r.lib.helper(s.ID, call, fmt.Sprintf("func %s(stream %s) error {\n\t%s\n}", name, w.typeOf(s.Var), body), chatpb)
		return fmt.Sprintf("%s(%s)", w.lib(name), w.expr(s.Var))
	case program.ByGeneric:
		name := lower(method) + "Any"
		w.f.helper(s.ID, call, fmt.Sprintf("func %s[S interface{ %s }](stream S) error {\n\t%s\n}", name, signature(s.Method), body), chatpb)
		return fmt.Sprintf("%s(%s)", name, w.expr(s.Var))
	case program.ByInterface:
		name := lower(method) + "To"
		w.f.helper(s.ID, call, fmt.Sprintf("func %s(stream interface{ %s }) error {\n\t%s\n}", name, signature(s.Method), body), chatpb)
		return fmt.Sprintf("%s(%s)", name, w.expr(s.Var))
	}
	return w.direct(s)
}

// returning returns statements that return the error of call.
func (w *writer) returning(m program.Method, call string) string {
	if twoResults(m) {
		return "_, err := " + call + "; return err"
	}
	return "return " + call
}

func argsOf(m program.Method) string {
	switch m {
	case program.Send, program.SendMsg:
		return `(&chatpb.Msg{Text: "hi"})`
	case program.RecvMsg:
		return "(new(chatpb.Msg))"
	}
	return "()"
}

func twoResults(m program.Method) bool {
	return m == program.Recv || m == program.CloseAndRecv
}

func signature(m program.Method) string {
	switch m {
	case program.Send:
		return "Send(*chatpb.Msg) error"
	case program.SendMsg, program.RecvMsg:
		return string(m) + "(any) error"
	case program.Recv:
		return "Recv() (*chatpb.Msg, error)"
	case program.CloseAndRecv:
		return "CloseAndRecv() (*chatpb.Ack, error)"
	}
	return "CloseSend() error"
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
