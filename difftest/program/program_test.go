package program

import (
	"slices"
	"testing"
)

// TestNormalize checks that a program in normal form stays as it is.
func TestNormalize(t *testing.T) {
	for seed := range uint64(300) {
		p := Generate(seed)
		before := text(p)
		p.Normalize()
		if after := text(p); !slices.Equal(before, after) {
			t.Errorf("seed %d: %q became %q", seed, before, after)
		}
	}
}

// TestSmaller checks that smaller programs leave the original alone, and that
// none is larger.
func TestSmaller(t *testing.T) {
	for seed := range uint64(50) {
		p := Generate(seed)
		before := text(p)
		for c := range p.Smaller() {
			if c.Size() > p.Size() {
				t.Errorf("seed %d: %d statements of %d", seed, c.Size(), p.Size())
			}
			c.Normalize()
		}
		if after := text(p); !slices.Equal(before, after) {
			t.Errorf("seed %d: %q became %q", seed, before, after)
		}
	}
}

// TestWeaker checks that one synchronisation is gone.
func TestWeaker(t *testing.T) {
	count := func(p *Program) int {
		n := 0
		for s := range p.All() {
			switch s.Op {
			case Lock, Wait, DoOnce:
				n++
			}
		}
		return n
	}
	for seed := range uint64(50) {
		p := Generate(seed)
		for s, c := range p.Weaker() {
			// An Else branch of TryLock goes with the lock.
			if got, want := count(c), count(p)-1; got > want || got < want && len(s.Else) == 0 && s.Op != Wait {
				t.Errorf("seed %d without %v: %d synchronisations, want %d", seed, s, got, want)
			}
		}
	}
}

func text(p *Program) []string {
	var out []string
	for s := range p.All() {
		out = append(out, s.String())
	}
	return out
}

// TestConflicts checks which calls exclude each other, in any order.
func TestConflicts(t *testing.T) {
	for _, tt := range []struct {
		a, b Method
		want []Category
	}{
		{Send, SendMsg, []Category{SendSend}},
		{Recv, CloseAndRecv, []Category{RecvRecv}},
		{CloseAndRecv, CloseAndRecv, []Category{RecvRecv}},
		{Send, CloseSend, []Category{CloseWith}},
		{CloseAndRecv, SendMsg, []Category{CloseWith}},
		{Send, Recv, nil},
		{CloseSend, CloseSend, nil},
		{CloseSend, CloseAndRecv, nil},
		{CloseSend, Recv, nil},
	} {
		if ab, ba := Conflicts(tt.a, tt.b), Conflicts(tt.b, tt.a); !slices.Equal(ab, tt.want) || !slices.Equal(ba, tt.want) {
			t.Errorf("%s and %s: %v and %v, want %v", tt.a, tt.b, ab, ba, tt.want)
		}
	}
}
