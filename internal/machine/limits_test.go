package machine_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
)

// Executions end, whatever the code does.
func TestLimits(t *testing.T) {
	p := enginetest.Load(t, "limits", enginetest.Programs(t, filepath.Join("testdata", "limits"))).Link()
	for _, f := range p.Funcs {
		name, _ := strings.CutPrefix(f.Name, "limits.")
		if name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		t.Run(name, func(t *testing.T) { ends(t, p, f.Name) })
	}
}

// ends executes a function with each scheduler.
func ends(t *testing.T, p *code.Program, name string) {
	t.Helper()
	const most = 20000
	for i := range 4 * len(enginetest.Schedulers) {
		m, _ := enginetest.Run{
			Models: models, Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)],
			Choices: choice.Random(uint64(i), nil), MaxSteps: most, Jitter: i%2 == 0,
		}.Call(p, name)
		switch m.Outcome {
		case machine.Ended, machine.Panicked, machine.Exhausted:
		default:
			t.Errorf("outcome %v: %s", m.Outcome, m.Reason)
		}
		if m.Steps > 2*most {
			t.Errorf("%d steps", m.Steps)
		}
	}
}

// Goroutines that wait for ever cost nothing: the execution ends where none can go on.
func TestDeadlocks(t *testing.T) {
	p := enginetest.Load(t, "deadlock", enginetest.Programs(t, filepath.Join("testdata", "deadlock"))).Link()
	for _, f := range p.Funcs {
		name, _ := strings.CutPrefix(f.Name, "deadlock.")
		if name[0] < 'A' || name[0] > 'Z' || strings.Contains(name, "$") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			for i := range 4 * len(enginetest.Schedulers) {
				m, _ := enginetest.Run{
					Models: models, Scheduler: enginetest.Schedulers[i%len(enginetest.Schedulers)], Choices: choice.Random(uint64(i), nil),
				}.Call(p, f.Name)
				if m.Outcome != machine.Ended || m.Steps > 200 || m.Goroutines[0].Ended() {
					t.Fatalf("outcome %v after %d steps: %s", m.Outcome, m.Steps, m.Reason)
				}
			}
		})
	}
}

// A function is run whatever its size, and however many there are.
func TestLargeFunctions(t *testing.T) {
	var b strings.Builder
	b.WriteString("package p\nfunc F(n int) int {\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "\tif n > %d { n += %d }\n", i, i)
	}
	b.WriteString("\treturn n\n}\nfunc F0() {}\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "func F%d() { F%d() }\n", i+1, i)
	}
	fmt.Fprintf(&b, "func G(n int) int { return n%s }\n", strings.Repeat(" + (n", 500)+strings.Repeat(")", 500))
	fmt.Fprintf(&b, "func H() (%s int) { return }\n", strings.Join(names("r", 500), ", "))
	fmt.Fprintf(&b, "var v = []int{%s}\n", strings.Repeat("1, ", 5000))
	p := enginetest.Load(t, "p", map[string]string{"p.go": b.String()}).Link()
	for _, name := range []string{"p.F", "p.F2000", "p.G", "p.H", "p.init"} {
		ends(t, p, name)
	}
}

func names(prefix string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint(prefix, i)
	}
	return out
}

// A program without functions, and functions without code.
func TestNothingToRun(t *testing.T) {
	for _, src := range []string{"package p", "package p; func F()", "package p; func init() {}", "package p; import _ \"time\""} {
		p := enginetest.Load(t, "p", map[string]string{"p.go": src}).Link()
		m, _ := enginetest.Run{Models: models, Scheduler: machine.Sticky{}, Choices: choice.Replay(nil)}.Call(p, "p.F")
		if m.Outcome != machine.Ended {
			t.Errorf("%s: outcome %v", src, m.Outcome)
		}
	}
}

// An instruction that the machine doesn't know ends the execution, and the reason names it.
func TestUnknownInstruction(t *testing.T) {
	pkg := enginetest.Load(t, "p", map[string]string{"p.go": "package p\n\nfunc F() { G() }\n\nfunc G() {}\n"})
	for _, f := range pkg.Funcs {
		if f.Name == "p.G" {
			f.Blocks[0].Instrs[0] = code.Instr{Op: code.Unknown, Dst: -1, S: "instruction strange"}
		}
	}
	m, _ := enginetest.Run{Models: models, Scheduler: machine.Sticky{}, Choices: choice.Replay(nil)}.Call(pkg.Link(), "p.F")
	if m.Outcome != machine.Refused || m.Reason != "instruction strange" {
		t.Errorf("outcome %v: %q", m.Outcome, m.Reason)
	}
}

// A panic that nobody recovers from ends the execution, and the reason says what and where.
func TestPanics(t *testing.T) {
	p := enginetest.Load(t, "p", map[string]string{"p.go": `package p

func Nil(p *int) {
	p = nil
	*p = 1
}

func Index() {
	s := []int{1}
	for i := range 3 {
		s[i] = 1
	}
}

func Text() {
	defer func() {}()
	panic("text")
}

func Goroutine() {
	c := make(chan int)
	go func() { close(c); close(c) }()
	<-c
	select {}
}
`}).Link()
	for name, want := range map[string]string{
		"Nil": "nil pointer dereference at p.go:", "Index": "index out of range at p.go:", "Text": " at p.go:",
		"Goroutine": "close of closed channel at p.go:",
	} {
		m, _ := enginetest.Run{Models: models, Scheduler: machine.Sticky{}, Choices: choice.Replay(nil)}.Call(p, "p."+name)
		if m.Outcome != machine.Panicked || !strings.HasPrefix(m.Reason, want) {
			t.Errorf("%s: outcome %v: %q, want %q", name, m.Outcome, m.Reason, want)
		}
	}
}

// A panic in calls whose steps are limited ends them, and the execution goes on.
func TestPanicBelowLimit(t *testing.T) {
	p := enginetest.Load(t, "p", map[string]string{"p.go": "package p\n\nfunc F() {\n\tvar m map[string]int\n\tm[\"x\"] = 1\n}\n"}).Link()
	m := machine.New(p, choice.Replay(nil), models)
	m.Scheduler = machine.Sticky{}
	g := m.NewGoroutine(nil, machine.Origin{Kind: machine.FromCaller})
	stage := 0
	m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if stage++; stage == 1 {
			m.Limit(g, 1000)
			m.StartCall(g, &machine.Closure{Name: "p.F", Fn: p.Func("p.F")}, nil)
			return false, nil
		}
		return true, nil
	}, -1)
	m.Run()
	if m.Outcome != machine.Ended || stage != 2 {
		t.Errorf("outcome %v after stage %d, want %v after stage 2: %s", m.Outcome, stage, machine.Ended, m.Reason)
	}
}

// Steps that are used up before there is a call, by a model or between two calls, end nothing.
func TestLimitWithoutCalls(t *testing.T) {
	p := enginetest.Load(t, "p", map[string]string{"p.go": "package p\n\nfunc F() {}\n"}).Link()
	m := machine.New(p, choice.Replay(nil), models)
	m.Scheduler = machine.Sticky{}
	g := m.NewGoroutine(nil, machine.Origin{Kind: machine.FromCaller})
	stage := 0
	m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if stage++; stage == 1 {
			m.Limit(g, 10)
			m.Steps += 100
			return false, nil
		}
		return true, nil
	}, -1)
	m.Run()
	if m.Outcome != machine.Ended || stage != 2 {
		t.Errorf("outcome %v after stage %d, want %v after stage 2: %s", m.Outcome, stage, machine.Ended, m.Reason)
	}
}
