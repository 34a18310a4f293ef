package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
)

// A writer writes one declaration. A function in a function has a writer of its
// own, which writes into the same declaration.
type writer struct {
	r       *renderer
	f       *file
	d       *decl
	indent  int
	result  result
	pointer map[*program.Var]bool // variables that are pointers here
	held    []string              // what gives back the locks that are held
	loops   []int                 // how many of these were held when each loop began
	saved   bool                  // the client is the session's
}

// A result is what a function returns.
type result int

const (
	noResult    result = iota
	errorResult        // error
	newResult          // (*Session, error)
	ackResult          // (*chatpb.Ack, error)
)

func (w *writer) linef(format string, args ...any) {
	w.line(fmt.Sprintf(format, args...))
}

func (w *writer) line(text string) {
	if text != "" {
		text = strings.Repeat("\t", w.indent) + text
	}
	w.d.lines = append(w.d.lines, text)
}

// mark says that the next line belongs to the statement.
func (w *writer) mark(s *program.Stmt) {
	w.d.marks = append(w.d.marks, mark{id: s.ID, line: len(w.d.lines)})
}

func (w *writer) imports(paths ...string) {
	for _, p := range paths {
		w.f.imports[p] = true
	}
}

// lib returns the name that a function of the other package has here.
func (w *writer) lib(name string) string {
	if w.f == w.r.lib {
		return name
	}
	w.imports(w.r.path + "/lib")
	return "lib." + name
}

// function writes a function with the given head.
func (w *writer) function(head string, body []*program.Stmt) {
	w.line(head + " {")
	w.indent++
	w.list(body)
	w.end(body)
	w.indent--
	w.line("}")
}

// inner returns a writer for a function literal in w's function.
func (w *writer) inner(r result) *writer {
	c := *w
	c.result, c.held, c.loops = r, nil, nil
	return &c
}

// literal writes "before func() { body }after".
func (w *writer) literal(before string, r result, body func(*writer), list []*program.Stmt, after string) {
	head := "func() {"
	if r == errorResult {
		head = "func() error {"
	}
	w.linef("%s%s", before, head)
	in := w.inner(r)
	in.indent++
	body(in)
	in.end(list)
	w.linef("}%s", after)
}

// end returns from the function, if list doesn't.
func (w *writer) end(list []*program.Stmt) {
	if n := len(list); n > 0 && list[n-1].Op == program.Return && !list[n-1].Defer {
		return
	}
	if w.result != noResult {
		w.line(w.success())
	}
}

func (w *writer) success() string {
	switch w.result {
	case errorResult:
		return "return nil"
	case newResult:
		return "return s, nil"
	case ackResult:
		return "return &chatpb.Ack{}, nil"
	}
	return "return"
}

func (w *writer) failure(err string) string {
	switch w.result {
	case errorResult:
		return "return " + err
	case newResult, ackResult:
		return "return nil, " + err
	}
	return "return"
}

// release gives the locks back that were taken after the first n.
func (w *writer) release(n int) {
	for _, unlock := range slices.Backward(w.held[n:]) {
		w.line(unlock)
	}
}

// failing writes what follows a call that sets err.
func (w *writer) failing() {
	w.indent++
	w.release(0)
	w.line(w.failure("err"))
	w.indent--
	w.line("}")
}

// expr returns how the variable is named.
func (w *writer) expr(v *program.Var) string {
	switch v.Place {
	case program.Held:
		return fmt.Sprintf("s%d.%s", v.Holder, v.Name)
	case program.Field:
		return "s." + v.Name
	}
	return v.Name
}

// ref returns the variable as an argument for a parameter of param's type.
func (w *writer) ref(v *program.Var) string {
	if isPointer(v) && !w.pointer[v] {
		return "&" + w.expr(v)
	}
	return w.expr(v)
}

// isPointer reports whether functions get a pointer to the variable.
func isPointer(v *program.Var) bool {
	switch v.Kind {
	case program.Mutex, program.RWMutex, program.WaitGroup, program.ErrGroup, program.Once:
		return true
	}
	return false
}

// needed is what a statement list uses besides variables.
type needed struct{ names, flag, ctx, client bool }

func needs(list []*program.Stmt) needed {
	var n needed
	for s := range program.All(list) {
		switch s.Cond {
		case program.Names:
			n.names = true
		case program.Flag, program.NotFlag:
			n.flag = true
		}
		switch {
		case s.Op == program.Open || s.Op == program.Reopen:
			n.ctx, n.client = true, true
		case s.Form == program.OrLeave || s.Form == program.OrGoOn || s.Form == program.ContextRun:
			n.ctx = true
		}
	}
	return n
}

// extract writes body as a function of its own into the file, and returns the
// call of it. If it has to do with an object, it is a method if method is set.
func (w *writer) extract(f *file, name string, body []*program.Stmt, r result, method bool, write func(*writer)) string {
	in := &writer{r: w.r, f: f, d: f.add(), result: r, pointer: make(map[*program.Var]bool)}
	in.saved = w.r.p.Shape == program.Session
	var params, args []string
	object, objectType := "", ""
	add := func(name, typ, arg string) {
		if param := name + " " + typ; !slices.Contains(params, param) {
			params, args = append(params, param), append(args, arg)
		}
	}
	for _, v := range program.Free(body) {
		name, typ := "", ""
		switch v.Place {
		case program.Global:
			continue
		case program.Held:
			name, typ = fmt.Sprintf("s%d", v.Holder), fmt.Sprintf("*session%d", v.Holder)
		case program.Field:
			name, typ = "s", "*Session"
			if w.r.p.Shape == program.Server {
				typ = "*Server"
			}
		}
		if name != "" {
			if method && (object == "" || object == name) {
				object, objectType = name, typ
			} else {
				add(name, typ, name)
			}
			continue
		}
		typ = in.typeOf(v)
		if isPointer(v) {
			typ = "*" + typ
			in.pointer[v] = true
		}
		add(v.Name, typ, w.ref(v))
	}
	n := needs(body)
	if w.r.p.Shape == program.Function {
		if n.ctx {
			in.imports("context")
			params, args = slices.Insert(params, 0, "ctx context.Context"), slices.Insert(args, 0, "ctx")
		}
		if n.client {
			in.imports(chatpb)
			add("c", "chatpb.ChatClient", "c")
		}
	} else if n.client && object != "s" {
		add("s", "*Session", "s")
	}
	if n.names {
		add("names", "[]string", "names")
	}
	if n.flag {
		add("flag", "bool", "flag")
	}
	head, call := "func ", name
	if object != "" {
		head += fmt.Sprintf("(%s %s) ", object, objectType)
		call = object + "." + name
	}
	if f != w.f {
		call = w.lib(name)
	}
	head += name + "(" + strings.Join(params, ", ") + ")"
	if r == errorResult {
		head += " error"
	}
	in.line(head + " {")
	in.indent++
	write(in)
	in.indent--
	in.line("}")
	return call + "(" + strings.Join(args, ", ") + ")"
}
