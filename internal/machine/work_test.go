package machine_test

import (
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
)

// What takes an instruction long counts as many steps: the steps bound the time of an execution.
func TestWork(t *testing.T) {
	const src = `package work

func Lookups(n int) {
	m := map[int]int{}
	for i := range 256 {
		m[i%n] = i
	}
	for i := range 100 {
		_ = m[i%n]
	}
}

func SmallMap() { Lookups(1) }
func LargeMap() { Lookups(256) }

func Copies(n int) {
	var a [256]int
	for i := range 256 {
		a[i%n] = i
	}
	for range 100 {
		b := a
		_ = b
	}
}

func SmallArray() { Copies(1) }
func LargeArray() { Copies(256) }
`
	p := enginetest.Load(t, "work", map[string]string{"work.go": src}).Link()
	steps := func(name string) int {
		m, _ := enginetest.Run{Models: models, Scheduler: machine.Sticky{}, Choices: choice.Random(1, nil), MaxSteps: 1 << 20}.Call(p, "work."+name)
		if m.Outcome != machine.Ended {
			t.Fatalf("%s: outcome %v: %s", name, m.Outcome, m.Reason)
		}
		return m.Steps
	}
	for _, what := range []string{"Map", "Array"} {
		if small, large := steps("Small"+what), steps("Large"+what); large < small+1000 {
			t.Errorf("%s: %d steps with one element, %d with 256", what, small, large)
		}
	}
}

// A goroutine is busy while it is in code, and does not wait there.
func TestBusy(t *testing.T) {
	const src = `package busy

import "sync"

var mu sync.Mutex

func Channel() {
	c := make(chan int)
	go func() { work(); c <- 1 }()
	<-c
}

func Mutex() {
	mu.Lock()
	go func() { mu.Lock(); mu.Unlock() }()
	work()
	mu.Unlock()
}

func work() {
	for i := range 20 {
		_ = i
		step()
	}
}

func step() { var m sync.Mutex; m.Lock(); m.Unlock() }
`
	p := enginetest.Load(t, "busy", map[string]string{"busy.go": src}).Link()
	for _, name := range []string{"Channel", "Mutex"} {
		idle := false
		var all map[*machine.Goroutine]bool
		for i := range 20 {
			all = map[*machine.Goroutine]bool{}
			m, _ := enginetest.Run{
				Models: models, Scheduler: machine.RandomWalk{}, Choices: choice.Random(uint64(i), nil),
				Trace: func(g *machine.Goroutine, _ *code.Func, _ *code.Instr) {
					if all[g] = true; !g.Busy() {
						t.Errorf("%s: the goroutine that runs is not busy", name)
					}
					for other := range all {
						idle = idle || !other.Ended() && !other.Busy()
					}
				},
			}.Call(p, "busy."+name)
			for _, g := range m.Goroutines {
				if g.Busy() {
					t.Errorf("%s: a goroutine is busy at the end", name)
				}
			}
		}
		if !idle {
			t.Errorf("%s: no goroutine waits", name)
		}
	}
}

// Control hardly ever goes where all ways lead to the end of the program.
func TestAvoidsEnds(t *testing.T) {
	const src = `package ends

import (
	"log"
	"os"
)

func Exit(n, k int) {
	if n > 3 {
		if k > 1 {
			println("one")
			os.Exit(1)
		}
		println("two")
		log.Fatal("three")
	}
}

func Panic(n, k int) {
	if n > 3 {
		for k > 1 {
			println("one")
			panic("two")
		}
		panic("three")
	}
}
`
	p := enginetest.Load(t, "ends", map[string]string{"ends.go": src}).Link()
	for _, name := range []string{"Exit", "Panic"} {
		ended := 0
		for i := range 400 {
			m, _ := enginetest.Run{Models: models, Scheduler: machine.Sticky{}, Choices: choice.Random(uint64(i), nil)}.Call(p, "ends."+name)
			if m.Outcome == machine.Exited || m.Outcome == machine.Panicked {
				ended++
			}
		}
		if ended == 0 || ended > 40 {
			t.Errorf("%s: %d of 400 executions end", name, ended)
		}
	}
}
