package witness

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// A site is a place on the path to an access, and the goroutine that was there.
type site struct {
	g  *machine.Goroutine
	at machine.Place
}

// path returns the sites that lead to an access, from the environment's call through all go
// statements, timers and calls that serve requests.
func path(a *machine.Access) []site {
	var out []site
	stack, g := a.Stack, a.Goroutine
	for {
		for _, at := range stack {
			out = append(out, site{g, at})
		}
		k := g.Origin.Kind
		if k == machine.FromRequest {
			g = g.Origin.Parent // the environment, which the program has told to serve
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

// paths returns the sites that lead to both accesses of a race, and those from there to each.
func paths(r shadow.Race) (shared, first, second []site) {
	a, b := path(r.First), path(r.Second)
	n := 0
	for n < len(a)-1 && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	return a[:n], a[n:], b[n:]
}

// common returns the call that leads to both accesses of a race, if everything below it is in other
// packages. If none of these has told of the race, this call is where it is reported.
func (l *Locator) common(r shadow.Race) (machine.Place, bool) {
	shared, a, b := paths(r)
	if l.here(a) || l.here(b) {
		return machine.Place{}, false
	}
	for _, s := range slices.Backward(shared) {
		if l.isHere(s) {
			return s.at, true
		}
	}
	return machine.Place{}, false
}

// servedTogether reports whether the race is between two handlers.
func servedTogether(r shadow.Race) bool {
	a, b := served(r.First), served(r.Second)
	return a != nil && b != nil && a.Origin.Fn != nil && b.Origin.Fn != nil
}

// served returns the handler's goroutine that an access is made in, or that has started the one it is
// made in; nil if there is none.
func served(a *machine.Access) *machine.Goroutine {
	for g := a.Goroutine; g != nil; g = g.Origin.Parent {
		if k := g.Origin.Kind; k == machine.FromHandler || k == machine.FromRequest {
			return g
		}
	}
	return nil
}

// serve puts in front of a lane the package's own call that makes the lane's handler serve.
func (l *Locator) serve(lane *Lane, a *machine.Access) {
	environment := served(a).Origin.Parent
	if environment == nil {
		return
	}
	for _, at := range environment.Origin.Stack {
		if at.Fn.Pkg == l.pkg {
			lane.Steps = slices.Insert(lane.Steps, 0, l.step(AtCall, at))
			return
		}
	}
}

// mentions reports whether a step of a lane is in the package under analysis.
func (l *Locator) mentions(lane *Lane) bool {
	return slices.ContainsFunc(lane.Steps, func(s Step) bool { return s.at.Fn.Pkg == l.pkg })
}

func (l *Locator) here(path []site) bool { return slices.ContainsFunc(path, l.isHere) }

func (l *Locator) isHere(s site) bool { return s.at.Fn.Pkg == l.pkg }

// visibleBelow reports whether one of the packages in which the race is can see it by itself.
func (l *Locator) visibleBelow(r shadow.Race) bool {
	shared, a, b := paths(r)
	if sees(a, b) {
		return true
	}
	for i, s := range slices.Backward(shared) {
		if l.isHere(s) {
			return false
		}
		if sees(slices.Concat(shared[i:], a), slices.Concat(shared[i:], b)) {
			return true
		}
	}
	return false
}

// sees reports whether the package in which two paths begin can see the race by itself: it knows all
// functions on the paths by their names, and that what they use is a stream.
func sees(a, b []site) bool {
	return knowsFunctions(a) && knowsFunctions(b) && (slices.ContainsFunc(a, namesStream) || slices.ContainsFunc(b, namesStream))
}

// knowsFunctions reports whether a path enters each further package by a function that is called by
// its name, and not by a function value.
func knowsFunctions(path []site) bool {
	known := map[string]bool{path[0].at.Fn.Pkg: true}
	for i, s := range path[1:] {
		if pkg := s.at.Fn.Pkg; !known[pkg] {
			if !callsByName(path[i].at) {
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

// namesStream reports whether a type that is a stream by its contract occurs in the function at a
// site.
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
