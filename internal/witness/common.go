package witness

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// A site is a place on the way to an access, and the goroutine that was there.
type site struct {
	g  *machine.Goroutine
	at machine.Place
}

// way returns the sites on the way to an access, from where the environment calls, over the go
// statements and the calls that serve requests.
func way(a *machine.Access) []site {
	var out []site
	stack, g := a.Stack, a.Goroutine
	for {
		for _, at := range stack {
			out = append(out, site{g, at})
		}
		k := g.Origin.Kind
		if k == machine.FromRequest {
			g = g.Origin.Parent // the environment, if the program has made it serve
		} else if k != machine.FromGo && k != machine.FromTimer {
			break
		}
		if g == nil || g.Origin.Parent == nil {
			break
		}
		stack, g = g.Origin.Stack, g.Origin.Parent
	}
	slices.Reverse(out)
	return out
}

// common returns the call by which both accesses of a race come about, if all that is below it is
// in other packages, and none of these can see the race by itself: a library that runs what
// it is given, or that does not know that it has a stream. It is the only place to tell of the
// race, then.
func (l *Locator) common(r shadow.Race) (machine.Place, bool) {
	a, b := way(r.First), way(r.Second)
	n := 0
	for n < len(a)-1 && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	a, b, shared := a[n:], b[n:], a[:n]
	if l.here(a) || l.here(b) || sees(a, b) {
		return machine.Place{}, false
	}
	for i, s := range slices.Backward(shared) {
		if l.isHere(s) {
			return s.at, true
		}
		if sees(slices.Concat(shared[i:], a), slices.Concat(shared[i:], b)) {
			break
		}
	}
	return machine.Place{}, false
}

// apart reports whether a race is one of two handlers that no package but the one that makes both
// serve can bring together: those of two packages, or a function literal that some function returns.
func apart(r shadow.Race) bool {
	a, b := served(r.First), served(r.Second)
	if a == nil || b == nil {
		return false
	}
	f, g := a.Origin.Fn, b.Origin.Fn
	return f != nil && g != nil && (f.Pkg != g.Pkg || isLiteral(f) || isLiteral(g))
}

// isLiteral reports whether f is a function literal.
func isLiteral(f *code.Func) bool { return strings.Contains(f.Name, "$") }

// served returns the goroutine of a handler that an access is made in, or that has led to it by go
// statements; or nil.
func served(a *machine.Access) *machine.Goroutine {
	for g := a.Goroutine; g != nil; g = g.Origin.Parent {
		if k := g.Origin.Kind; k == machine.FromHandler || k == machine.FromRequest {
			return g
		}
	}
	return nil
}

// serve adds to a lane the call of the package by which the lane's handler serves.
func (l *Locator) serve(lane *Lane, a *machine.Access) {
	environment := served(a).Origin.Parent
	if environment == nil {
		return
	}
	for _, at := range environment.Origin.Stack {
		if at.Fn.Pkg == l.pkg {
			lane.Steps = slices.Insert(lane.Steps, 0, Step{AtCall, l.Pos(at), at})
			return
		}
	}
}

// mentions reports whether a step of a lane is in the package under analysis.
func (l *Locator) mentions(lane *Lane) bool {
	return slices.ContainsFunc(lane.Steps, func(s Step) bool { return s.at.Fn.Pkg == l.pkg })
}

func (l *Locator) here(way []site) bool { return slices.ContainsFunc(way, l.isHere) }

func (l *Locator) isHere(s site) bool { return s.at.Fn.Pkg == l.pkg }

// sees reports whether the package in which two ways begin can see by itself what happens on
// them: it knows all functions on the way by their names, and that what they use is a stream.
func sees(a, b []site) bool {
	return knowsFunctions(a) && knowsFunctions(b) && (slices.ContainsFunc(a, namesStream) || slices.ContainsFunc(b, namesStream))
}

// knowsFunctions reports whether each way from a package into another one is by a function that
// is called by its name, and not by one that the caller was given.
func knowsFunctions(way []site) bool {
	known := map[string]bool{way[0].at.Fn.Pkg: true}
	for i, s := range way[1:] {
		if pkg := s.at.Fn.Pkg; !known[pkg] {
			if !callsByName(way[i].at) {
				return false
			}
			known[pkg] = true
		}
	}
	return true
}

// callsByName reports whether the call at a place names the function that it calls.
func callsByName(at machine.Place) bool {
	for _, b := range at.Fn.Blocks {
		for i := range b.Instrs {
			if in := &b.Instrs[i]; in.Line == at.Line && in.Col == at.Col && in.Mode == code.Value {
				return in.A[0] < 0
			}
		}
	}
	return false
}

// namesStream reports whether the function at a site has to do with a type that the contract
// makes a stream.
func namesStream(s site) bool {
	isStream := func(t *code.Type) bool { return t != nil && t.Object != nil }
	if slices.ContainsFunc(s.at.Fn.ParamTypes, isStream) {
		return true
	}
	for _, b := range s.at.Fn.Blocks {
		for i := range b.Instrs {
			if isStream(b.Instrs[i].T) || isStream(b.Instrs[i].Recv) {
				return true
			}
		}
	}
	return false
}
