package drive

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// reach says where functions lead: by calls, by the functions that they make values of, by
// interface calls of methods of the same name, and, since libraries call what they are given, to
// the methods of the types that they make interface values of. It overestimates, which is harmless:
// it only decides what is tried more often.
type reach struct {
	program  *code.Program
	byMethod map[string][]*code.Func
	byType   map[string][]*code.Func // by the name of the receiver's type
	invokes  map[string]bool         // the methods that interface calls name
	boxed    map[string]bool         // the types whose objects are put into interfaces, and those that they embed
	calls    map[*code.Func][]*code.Func
	known    map[*code.Func]*leads
}

type leads struct{ access, start bool }

func newReach(p *code.Program) *reach {
	r := &reach{program: p, byMethod: map[string][]*code.Func{}, byType: map[string][]*code.Func{}, invokes: map[string]bool{}, boxed: map[string]bool{}, calls: map[*code.Func][]*code.Func{}, known: map[*code.Func]*leads{}}
	for _, f := range p.Funcs {
		if strings.HasPrefix(f.Name, "(") && !strings.Contains(f.Name, "$") {
			name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
			r.byMethod[name] = append(r.byMethod[name], f)
			recv := strings.TrimPrefix(f.Name[1:strings.LastIndexByte(f.Name, ')')], "*")
			r.byType[recv] = append(r.byType[recv], f)
		}
	}
	for _, f := range p.Funcs {
		r.known[f] = r.direct(f)
	}
	r.solve()
	return r
}

// Accesses reports whether f, which is part of the program, may lead to an access of a stream.
func (d *Package) Accesses(f *code.Func) bool { return d.reach.accesses(f) }

func (r *reach) accesses(f *code.Func) bool { return r.known[f].access }
func (r *reach) starts(f *code.Func) bool   { return r.known[f].start }

// invoked reports whether an interface call may be one of the method of t called name.
func (r *reach) invoked(t *code.Type, name string) bool {
	if t != nil && t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	return r.invokes[name] && (t == nil || r.boxed[t.Origin])
}

// direct returns what f does itself, and notes what it calls.
func (r *reach) direct(f *code.Func) *leads {
	l := new(leads)
	for i := range f.Consts {
		if c := &f.Consts[i]; c.Kind == code.FuncConst {
			base := c.Text[strings.LastIndexByte(c.Text, '.')+1:]
			if contract.IsRegister(base) {
				l.access = true
			}
			if isServe(c.Text) {
				l.access, l.start = true, true
			}
			if isStart(c.Text) {
				l.start = true
			}
			if callee := r.program.Func(c.Text); callee != nil {
				r.calls[f] = append(r.calls[f], callee)
			} else if r.program.FuncUse(c.Text).Side != 0 {
				l.access = true
			}
		}
	}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			in := &b.Instrs[i]
			switch {
			case in.Op == code.Go, in.Op == code.Send, in.Op == code.Select:
				l.start = true
			case in.Mode == code.Value && in.A[0] >= 0:
				l.start = true
			}
			if in.Op == code.MakeIface {
				if serve := methodOf(r.program, in.T, contract.ServeHTTP); serve != nil {
					r.calls[f] = append(r.calls[f], serve)
				}
			}
			if in.Op == code.MakeIface {
				r.calls[f] = append(r.calls[f], r.methods(in.T)...)
				for t := range promoting(in.T) {
					r.boxed[t.Origin] = true
				}
			}
			if in.Mode == code.Invoke {
				r.invokes[in.S] = r.invokes[in.S] || !f.InTest()
				if r.program.Use(f, in).Side != 0 {
					l.access = true
				}
				r.calls[f] = append(r.calls[f], r.byMethod[in.S]...)
			}
		}
	}
	return l
}

// isServe reports whether the function called name serves what was registered elsewhere.
func isServe(name string) bool {
	base := name[strings.LastIndexByte(name, '.')+1:]
	switch strings.TrimSuffix(name, "."+base) {
	case "net/http", "(*net/http.Server)", "(*google.golang.org/grpc.Server)", "net/http/httptest":
		return base == "Serve" || base == "ServeTLS" || strings.HasPrefix(base, "ListenAndServe") || base == "RegisterService" || base == "NewServer"
	}
	return false
}

// isStart reports whether the function called name, whose code is not known, calls what it
// is given in a goroutine of its own.
func isStart(name string) bool {
	switch name {
	case "(*sync.WaitGroup).Go", "time.AfterFunc", "context.AfterFunc":
		return true
	}
	return false
}

// methods returns the methods of a type or of what it points to.
func (r *reach) methods(t *code.Type) []*code.Func {
	if t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	return r.byType[t.Origin]
}

// solve propagates from callees to callers until nothing changes.
func (r *reach) solve() {
	callers := map[*code.Func][]*code.Func{}
	for f, callees := range r.calls {
		for _, c := range callees {
			callers[c] = append(callers[c], f)
		}
	}
	work := append([]*code.Func(nil), r.program.Funcs...)
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		l := r.known[f]
		for _, caller := range callers[f] {
			k := r.known[caller]
			if l.access && !k.access || l.start && !k.start {
				k.access, k.start = k.access || l.access, k.start || l.start
				work = append(work, caller)
			}
		}
	}
}
