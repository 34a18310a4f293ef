package clock

import (
	"testing"
	"testing/quick"
)

func TestReached(t *testing.T) {
	var parent Vector
	parent.Tick(0)
	child := parent.Clone() // go statement
	child.Tick(1)
	before := parent.Epoch(0)
	parent.Tick(0)
	after := parent.Epoch(0)
	if !child.Reached(before) {
		t.Error("the child doesn't know what came before its go statement")
	}
	if child.Reached(after) {
		t.Error("the child knows what its parent did later")
	}
	own := child.Epoch(1)
	if parent.Reached(own) {
		t.Error("the parent knows what its child did before it has waited")
	}
	parent.Join(child)
	if !parent.Reached(own) {
		t.Error("the parent doesn't know what its child did after it has waited")
	}
}

// Join is the least upper bound of the order Leq.
func TestJoinLaws(t *testing.T) {
	join := func(a, b Vector) Vector {
		c := a.Clone()
		c.Join(b)
		return c
	}
	laws := func(a, b, c Vector) bool {
		ab, ba := join(a, b), join(b, a)
		return a.Leq(a) &&
			a.Leq(ab) && b.Leq(ab) &&
			ab.Leq(ba) && ba.Leq(ab) &&
			join(a, a).Leq(a) &&
			join(ab, c).Leq(join(a, join(b, c))) &&
			(!a.Leq(c) || !b.Leq(c) || ab.Leq(c))
	}
	if err := quick.Check(laws, nil); err != nil {
		t.Error(err)
	}
}

func TestCloneIsApart(t *testing.T) {
	var a Vector
	a.Tick(2)
	b := a.Clone()
	b.Tick(2)
	if a.Epoch(2) == b.Epoch(2) {
		t.Error("a clone shares its times")
	}
}

// A clock that has grown knows nothing of the goroutines that came in between.
func TestTickKnowsNothingElse(t *testing.T) {
	var a Vector
	a.Tick(2)
	for g, want := range []uint32{0, 0, 1, 0} {
		if got := a.Epoch(g); got != (Epoch{g, want}) {
			t.Errorf("the moment of goroutine %d is %v, want %d", g, got, want)
		}
	}
	if a.Reached(Epoch{0, 1}) || a.Reached(Epoch{3, 1}) {
		t.Error("something is known that did not happen")
	}
}

func TestLeq(t *testing.T) {
	for _, tt := range []struct {
		a, b Vector
		want bool
	}{
		{nil, nil, true},
		{nil, Vector{1}, true},
		{Vector{1}, nil, false},
		{Vector{0}, nil, true}, // it knows of nothing
		{Vector{1, 2}, Vector{1, 2}, true},
		{Vector{1, 2}, Vector{1, 3}, true},
		{Vector{1, 2}, Vector{2, 1}, false},
		{Vector{2, 1}, Vector{1, 2}, false},
		{Vector{1, 0, 0}, Vector{1}, true},
		{Vector{1, 0, 1}, Vector{1}, false},
	} {
		if got := tt.a.Leq(tt.b); got != tt.want {
			t.Errorf("%v.Leq(%v) = %t", tt.a, tt.b, got)
		}
	}
}
