package drive

import (
	"iter"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// viaCode removes the entries that the package's own code leads to: handlers of requests that it
// registers, services that it registers with a server that has interceptors, and the interceptors
// themselves. Direct calls would bypass what the code around them does first, such as locking a
// mutex. They are better than nothing if no execution reaches the registration
// ([Package.Fallbacks]).
func (d *Package) viaCode() {
	r := d.reached()
	for _, list := range []*[]*Entry{&d.Streams, &d.Requests} {
		var roots []*Entry
		for _, e := range *list {
			if !r.funcs[e.Fn] && !d.referenced[e.Fn] {
				roots = append(roots, e)
			}
		}
		for _, e := range roots {
			r.add(e.Fn)
		}
		r.follow()
		var via []*Entry
		*list, via = part(*list, func(e *Entry) bool { return !r.funcs[e.Fn] || slices.Contains(roots, e) })
		if list == &d.Streams {
			d.registered.streams = via
		} else {
			d.registered.requests = via
		}
	}
	if r.registers {
		d.Services, d.registered.services = part(d.Services, func(s *Service) bool { return !r.types[s.Type] || !r.intercepted(s) })
	}
}

// registered are the ways in that the package's own code should lead to.
type registered struct {
	services          []*Service
	streams, requests []*Entry
}

// part returns the elements of list for which f is true, and the others.
func part[T any](list []T, f func(T) bool) (yes, no []T) {
	for _, e := range list {
		if f(e) {
			yes = append(yes, e)
		} else {
			no = append(no, e)
		}
	}
	return yes, no
}

// Fallbacks returns drivers for what the package registers itself. Each is used only if no
// execution of the other drivers has reached any of its functions.
func (d *Package) Fallbacks() []*Driver {
	var out []*Driver
	for _, s := range d.registered.services {
		if d.matters(s) {
			out = append(out, d.serviceDriver(s))
		}
	}
	for _, e := range d.registered.streams {
		if e.Accesses || e.Starts {
			out = append(out, streamDriver(e))
		}
	}
	if requests := d.registered.requests; accesses(requests) {
		out = append(out, requestDriver(requests))
	}
	return out
}

// loose returns drivers for the functions that lead to accesses, that the package makes values of
// when it is initialized, and that no driver reaches.
func (d *Package) loose() []*Driver {
	r := d.reached()
	for _, e := range d.Requests {
		r.add(e.Fn)
	}
	r.follow()
	init := d.Program.Package + ".init"
	var out []*Driver
	for _, f := range d.Program.Funcs {
		if f.Name != init && !strings.HasPrefix(f.Name, init+"#") {
			continue
		}
		called := calledBy(f)
		for i := range f.Consts {
			c := &f.Consts[i]
			if c.Kind != code.FuncConst || called[i] {
				continue
			}
			v := d.Program.Func(c.Text)
			if v == nil || v.Free > 0 || isRPC(v) || v.Pkg != d.Program.Package || strings.HasPrefix(v.Name, "(") || r.funcs[v] || !d.reach.accesses(v) {
				continue
			}
			r.add(v)
			out = append(out, Loose(v, c.Args...))
		}
	}
	return out
}

// isRPC reports whether f has the form of what grpc calls.
func isRPC(f *code.Func) bool {
	base := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	return f.Unary || f.Interceptor || f.Handler != 0 || strings.HasPrefix(base, "_") && strings.HasSuffix(base, "_Handler")
}

// calledBy returns the constants of f that it calls, by their numbers.
func calledBy(f *code.Func) map[int]bool {
	out := map[int]bool{}
	for _, b := range f.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Mode == code.Value && in.A[0] < 0 && (in.Op == code.Call || in.Op == code.Go || in.Op == code.Defer) {
				out[in.A[0].Const()] = true
			}
		}
	}
	return out
}

// reached is code that a driver can run.
type reached struct {
	d     *Package
	funcs map[*code.Func]bool
	types map[*code.Type]bool // of objects in interfaces
	work  []*code.Func
	// registers says whether the package's own code registers services, and the others whether it makes
	// servers with interceptors around unary handlers and around streaming ones.
	registers, aroundUnary, aroundStreams bool
}

// reached follows the code from main, the package's API and its handlers of RPCs: what
// functions call or make values of, and the methods of objects that they put into interfaces.
func (d *Package) reached() *reached {
	r := &reached{d: d, funcs: map[*code.Func]bool{}, types: map[*code.Type]bool{}}
	if d.Main != nil {
		r.add(d.Main.Fn)
	}
	for _, e := range d.API {
		if (e.Accesses || e.Starts) && d.callable(e) {
			r.add(e.Fn)
		}
	}
	for _, s := range d.Services {
		for _, e := range s.Handlers {
			r.add(e.Fn)
		}
	}
	r.follow()
	return r
}

func (r *reached) add(f *code.Func) {
	if f != nil && !r.funcs[f] {
		r.funcs[f] = true
		r.work = append(r.work, f)
	}
}

func (r *reached) follow() {
	for len(r.work) > 0 {
		f := r.work[len(r.work)-1]
		r.work = r.work[:len(r.work)-1]
		for i := range f.Consts {
			if c := &f.Consts[i]; c.Kind == code.FuncConst {
				r.add(r.d.Program.Func(c.Text))
				if f.Pkg == r.d.Program.Package {
					r.note(c.Text)
				}
			}
		}
		for _, b := range f.Blocks {
			for i := range b.Instrs {
				if in := &b.Instrs[i]; in.Op == code.MakeIface && (in.A[0] >= 0 || in.T.Kind != code.Pointer) {
					r.object(in.T)
				}
			}
		}
	}
}

func (r *reached) note(name string) {
	base := name[strings.LastIndexByte(name, '.')+1:]
	switch {
	case contract.IsRegister(base), base == "RegisterService", contract.MakesService(base):
		r.registers = true
	default:
		unary, streams := contract.Intercepts(name)
		r.aroundUnary, r.aroundStreams = r.aroundUnary || unary, r.aroundStreams || streams
	}
}

// intercepted reports whether there may be an interceptor around a handler of s.
func (r *reached) intercepted(s *Service) bool {
	return slices.ContainsFunc(s.Handlers, func(e *Entry) bool { return e.Unary && r.aroundUnary || !e.Unary && r.aroundStreams })
}

// object adds the methods by which others call an object of type t.
func (r *reached) object(t *code.Type) {
	if r.types[t] {
		return
	}
	r.types[t] = true
	for _, name := range methodNames(t) {
		if name == contract.ServeHTTP || r.d.reach.invoked(t, name) {
			r.add(methodOf(r.d.Program, t, name))
		}
	}
}

// methodNames returns the methods of t, also those that it promotes.
func methodNames(t *code.Type) []string {
	var out []string
	for t := range promoting(t) {
		out = append(out, t.Methods...)
	}
	return out
}

// methodOf returns the method of t called name, or nil if its code is not known.
func methodOf(p *code.Program, t *code.Type, name string) *code.Func {
	for t := range promoting(t) {
		if f := p.Func("(*" + t.Origin + ")." + name); f != nil {
			return f
		}
		if f := p.Func("(" + t.Origin + ")." + name); f != nil {
			return f
		}
	}
	return nil
}

// promoting yields t and the types that it embeds, but for interfaces. They can be embedded
// in many ways, or embed themselves: each comes once.
func promoting(t *code.Type) iter.Seq[*code.Type] {
	return func(yield func(*code.Type) bool) {
		seen := map[*code.Type]bool{}
		for next := []*code.Type{t}; len(next) > 0; next = next[1:] {
			t := next[0]
			if t.Kind == code.Pointer && t.Elem != nil {
				t = t.Elem
			}
			if t.Kind == code.Interface || seen[t] {
				continue
			}
			seen[t] = true
			if !yield(t) {
				return
			}
			for _, e := range t.Embedded {
				next = append(next, e.Type)
			}
		}
	}
}
