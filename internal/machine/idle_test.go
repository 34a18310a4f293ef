package machine_test

import (
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// An execution ends if all goroutines go in circles, and not while one comes to new code.
func TestIdle(t *testing.T) {
	const src = `package p

var n int

func circle() {
	for {
		n++
	}
}

func forward() {
	for range 30 { n++ }
	for range 30 { n++ }
	for range 30 { n++ }
	for range 30 { n++ }
}
`
	p := enginetest.Load(t, "example.com/p", map[string]string{"p.go": src})
	for _, tt := range []struct {
		call string
		idle int
		want machine.Outcome
		most int // steps
	}{
		{"circle", 0, machine.Exhausted, 5001},
		{"circle", 300, machine.Exhausted, 400},
		{"forward", 300, machine.Ended, 1000},
		{"forward", 50, machine.Exhausted, 100},
	} {
		m := machine.New(p.Link(), choice.Random(1, nil), model.New())
		m.Scheduler, m.MaxSteps, m.Idle = machine.Sticky{}, 5000, tt.idle
		g := m.NewGoroutine(nil, machine.Origin{Kind: machine.FromCaller})
		m.StartCall(g, &machine.Closure{Name: "example.com/p." + tt.call, Fn: p.Link().Func("example.com/p." + tt.call)}, nil)
		if got := m.Run(); got != tt.want || m.Steps > tt.most {
			t.Errorf("%s with %d idle steps: %s after %d steps, want %s after at most %d", tt.call, tt.idle, got, m.Steps, tt.want, tt.most)
		}
	}
}

// A goroutine that polls leaves the others their turns, whatever the scheduler prefers.
func TestTurns(t *testing.T) {
	const src = `package p

var n int

func reached() {}

func poll() {
	go reached()
	for {
		n++
	}
}
`
	p := enginetest.Load(t, "example.com/p", map[string]string{"p.go": src}).Link()
	m := machine.New(p, choice.Random(1, nil), model.New())
	m.Scheduler, m.MaxSteps, m.Visits = machine.Sticky{}, 5000, make([]uint32, p.Blocks)
	m.Spawn(nil, machine.Origin{Kind: machine.FromCaller}, &machine.Closure{Name: "example.com/p.poll", Fn: p.Func("example.com/p.poll")}, nil)
	if got := m.Run(); got != machine.Exhausted {
		t.Errorf("%s, want %s", got, machine.Exhausted)
	}
	if m.Visits[p.Func("example.com/p.reached").Base] == 0 {
		t.Error("the other goroutine had no turn")
	}
}
