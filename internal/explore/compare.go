package explore

import (
	"cmp"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

func comparePlace(a, b machine.Place) int {
	return cmp.Or(
		cmp.Compare(a.Fn.Pkg, b.Fn.Pkg), cmp.Compare(a.Fn.File, b.Fn.File),
		cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.Fn.Name, b.Fn.Name),
	)
}

func less(a, b machine.Place) bool { return comparePlace(a, b) < 0 }

// compare orders findings by their places.
func compare(a, b *Finding) int {
	return cmp.Or(
		comparePlace(a.First.Stack[0], b.First.Stack[0]),
		comparePlace(a.Second.Stack[0], b.Second.Stack[0]),
		cmp.Compare(a.Category, b.Category),
		compareRaces(a.Race, b.Race),
	)
}

// compareStories puts first the race that is better told of: fewer calls lead to its accesses, or
// they come by the same way. The rest of the order only makes what is told of a finding
// depend on nothing but the executions that there were.
func compareStories(r, old shadow.Race) int {
	return cmp.Or(cmp.Compare(cost(r), cost(old)), compareRaces(r, old))
}

func cost(r shadow.Race) int {
	n := 0
	for _, a := range []*machine.Access{r.First, r.Second} {
		n += costOf(a.Stack)
		for g := a.Goroutine; g != nil; g = g.Origin.Parent {
			n += costOf(g.Origin.Stack)
		}
	}
	return n
}

// costOf returns how hard a stack is to believe: what needs no test to happen comes first.
func costOf(stack []machine.Place) int {
	n := len(stack)
	for _, p := range stack {
		if strings.HasSuffix(p.Fn.File, "_test.go") {
			n += 1000
		}
	}
	return n
}

func compareRaces(r, s shadow.Race) int {
	a, b := ways(r)
	c, d := ways(s)
	return cmp.Or(
		cmp.Compare(slices.CompareFunc(a, b, comparePlace), slices.CompareFunc(c, d, comparePlace)),
		slices.CompareFunc(a, c, comparePlace), slices.CompareFunc(b, d, comparePlace),
	)
}

// ways returns the ways to the accesses of a race, the greater one first.
func ways(r shadow.Race) (one, other []machine.Place) {
	one, other = way(r.First), way(r.Second)
	if slices.CompareFunc(one, other, comparePlace) < 0 {
		return other, one
	}
	return one, other
}

// way returns the calls that lead to an access, from the inside out, those that start
// goroutines among them, and the mutexes that are locked.
func way(a *machine.Access) []machine.Place {
	out := slices.Clone(a.Stack)
	for g := a.Goroutine; g != nil; g = g.Origin.Parent {
		if f := g.Origin.Fn; f != nil {
			out = append(out, machine.Place{Fn: f, Line: f.Line, Col: f.Col})
		}
		out = append(out, g.Origin.Stack...)
	}
	for _, h := range a.Locks {
		out = append(out, h.Place)
	}
	return out
}
