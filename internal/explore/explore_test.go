package explore_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/shadow"
)

var budget = explore.Budget{Most: 600, PerRun: 5000, Limits: explore.Uniform(explore.Limit{Fewest: 200, Settled: 200, Steps: 2_000_000})}

// explorer returns an explorer of a package, which is made anew each time.
func explorer(t *testing.T, src string, seed uint64, b explore.Budget) *explore.Explorer {
	t.Helper()
	pkg := enginetest.Load(t, "example.com/chat", map[string]string{"chat.go": src}, enginetest.GRPC(t)...)
	return &explore.Explorer{
		Package: drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types), Models: model.New(), Budget: b, Seed: seed,
	}
}

func chat(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "chat.go"))
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// line returns where a race is.
func line(r shadow.Race) string {
	return fmt.Sprintf("%s %d %d", r.Category, r.First.Stack[0].Line, r.Second.Stack[0].Line)
}

// lines returns where races are, without their order.
func lines(findings []*explore.Finding) []string {
	out := map[string]bool{}
	for _, f := range findings {
		a, b := f.First.Stack[0].Line, f.Second.Stack[0].Line
		out[fmt.Sprintf("%s %d %d", f.Category, min(a, b), max(a, b))] = true
	}
	var list []string
	for text := range out {
		list = append(list, text)
	}
	slices.Sort(list)
	return list
}

// Whatever the seed is, the same races are found. The goroutines of the queue send on streams
// of their own, so that those don't race with each other.
func TestFindings(t *testing.T) {
	want := []string{"closesend 81 86", "sendsend 50 73", "sendsend 73 73"}
	for seed := range uint64(4) {
		if got := lines(explorer(t, chat(t), seed, budget).Run().Findings); !slices.Equal(got, want) {
			t.Errorf("seed %d: found %q, want %q", seed, got, want)
		}
	}
}

// What is found in a package is a function of the package and the seed.
func TestDeterminism(t *testing.T) {
	explored := func() ([]string, *explore.Result) {
		var plans []string
		x := explorer(t, chat(t), 7, budget)
		x.Trace = func(_ *machine.Machine, p explore.Plan) {
			plans = append(plans, fmt.Sprint(p.Driver.Name, p.Strategy, p.Echo, p.Directed, p.Jitter))
		}
		r := x.Run()
		return plans, r
	}
	first, a := explored()
	second, b := explored()
	if !slices.Equal(first, second) {
		t.Error("the executions are others each time")
	}
	if a.Executions != b.Executions || a.Steps != b.Steps || a.Accesses != b.Accesses || len(a.Findings) != len(b.Findings) {
		t.Fatalf("results are %+v and %+v", a, b)
	}
	for i := range a.Findings {
		f, g := a.Findings[i], b.Findings[i]
		if line(f.Race) != line(g.Race) || f.Count != g.Count || !slices.Equal(f.Choices, g.Choices) {
			t.Errorf("finding %d is %s and %s", i, line(f.Race), line(g.Race))
		}
	}
}

// The choices of a finding show its race again.
func TestFindingsReplay(t *testing.T) {
	x := explorer(t, chat(t), 3, budget)
	findings := x.Run().Findings
	if len(findings) < 3 {
		t.Fatalf("only %d findings", len(findings))
	}
	for _, f := range findings {
		m, s := x.New(f.Plan, choice.Replay(f.Choices))
		x.Package.Start(m, f.Plan.Driver)
		m.Run()
		if !slices.ContainsFunc(s.Races, func(r shadow.Race) bool { return line(r) == line(f.Race) }) {
			t.Errorf("%s: replayed, the execution has the races %v", line(f.Race), s.Races)
		}
	}
}

// The order of findings is that of their places.
func TestFindingsAreSorted(t *testing.T) {
	findings := explorer(t, chat(t), 1, budget).Run().Findings
	for i := 1; i < len(findings); i++ {
		if findings[i-1].First.Stack[0].Line > findings[i].First.Stack[0].Line {
			t.Errorf("%s comes before %s", line(findings[i-1].Race), line(findings[i].Race))
		}
	}
}

// An exploration keeps to its budget, and says when that was not enough.
func TestBudget(t *testing.T) {
	for _, tt := range []struct {
		name   string
		budget explore.Budget
		settle bool
	}{
		{"executions", explore.Budget{Most: 5, PerRun: 5000, Limits: explore.Uniform(explore.Limit{Fewest: 5, Settled: 100, Steps: 1 << 30})}, false},
		{"steps", explore.Budget{Most: 1000, PerRun: 1000, Limits: explore.Uniform(explore.Limit{Fewest: 1000, Settled: 1000, Steps: 20000})}, false},
		{"enough", explore.Budget{Most: 20000, PerRun: 2000, Limits: explore.Uniform(explore.Limit{Fewest: 10, Settled: 300, Steps: 1 << 30})}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := explorer(t, chat(t), 1, tt.budget).Run()
			if r.Executions > tt.budget.Most {
				t.Errorf("%d executions, want up to %d", r.Executions, tt.budget.Most)
			}
			if r.Steps > tt.budget.Limits[0].Steps+2*tt.budget.PerRun {
				t.Errorf("%d steps, want up to %d", r.Steps, tt.budget.Limits[0].Steps)
			}
			if settled := r.Unexplored() == ""; settled != tt.settle {
				t.Errorf("after %d executions, what is not explored is %q", r.Executions, r.Unexplored())
			}
		})
	}
}

// A package that nothing leads into is not run.
func TestNothingToExplore(t *testing.T) {
	for _, src := range []string{"package chat", "package chat; func f() {}", "package chat; type T struct{}; func (T) M() {}"} {
		r := explorer(t, src, 1, budget).Run()
		if r.Executions > 0 || len(r.Findings) > 0 || r.Unexplored() != "" {
			t.Errorf("%s: %+v", src, r)
		}
	}
}

// No execution ends because the machine can't go on.
func TestOutcomes(t *testing.T) {
	r := explorer(t, chat(t), 2, budget).Run()
	var reasons []string
	for reason := range r.Reasons {
		reasons = append(reasons, reason)
	}
	if r.Outcomes[machine.Refused] > 0 {
		t.Errorf("%d executions can't go on: %s", r.Outcomes[machine.Refused], strings.Join(reasons, "; "))
	}
	total := 0
	for _, n := range r.Outcomes {
		total += n
	}
	if total != r.Executions {
		t.Errorf("%d outcomes of %d executions", total, r.Executions)
	}
}

// Executions that the machine can't go on with are counted, with their reason.
func TestRefusedExecutions(t *testing.T) {
	pkg := enginetest.Load(t, "example.com/chat", map[string]string{"chat.go": chat(t)}, enginetest.GRPC(t)...)
	for _, f := range pkg.Funcs {
		if f.Name == "(*example.com/chat.server).room" {
			f.Blocks[0].Instrs[0] = code.Instr{Op: code.Unknown, Dst: -1, S: "instruction strange"}
		}
	}
	x := &explore.Explorer{Package: drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types), Models: model.New(), Budget: budget, Seed: 3}
	r := x.Run()
	if n := r.Outcomes[machine.Refused]; n == 0 || r.Reasons["instruction strange"] != n {
		t.Errorf("%d executions can't go on, and the reasons are %v", n, r.Reasons)
	}
}

// How close to a race a package comes decides which limit counts. A package that only comes to use
// a stream in one goroutine has had its chance sooner than one in which two contend for it.
func TestStages(t *testing.T) {
	const src = `package chat

import (
	"sync"

	"google.golang.org/grpc"
)

type server struct{ mu sync.Mutex }

func (s *server) Watch(stream grpc.ServerStream) error {
	%s
}
`
	limits := func(l explore.Limit) explore.Budget {
		b := explore.Budget{Most: 5000, PerRun: 2000}
		for i := range b.Limits {
			l.Fewest, l.Settled = l.Fewest+400, l.Settled+100
			b.Limits[i] = l
		}
		return b
	}
	b := limits(explore.Limit{Steps: 1 << 30})
	for _, tt := range []struct {
		body  string
		stage explore.Stage
	}{
		{"for n := 1; n > 0; { return nil }; return stream.SendMsg(nil)", explore.Unused},
		{"return stream.SendMsg(nil)", explore.Uncontended},
		{"go stream.RecvMsg(nil); return stream.SendMsg(nil)", explore.Uncontended},
		{"go stream.SendMsg(nil); return stream.SendMsg(nil)", explore.Contended},
		{"go func() { s.mu.Lock(); stream.SendMsg(nil); s.mu.Unlock() }(); s.mu.Lock(); defer s.mu.Unlock(); return stream.SendMsg(nil)", explore.Contended},
	} {
		r := explorer(t, fmt.Sprintf(src, tt.body), 1, b).Run()
		want := b.Limits[tt.stage]
		if r.Executions < want.Fewest || r.Executions >= want.Fewest+200 || r.Unexplored() != "" {
			t.Errorf("%s: %d executions (%s), want some more than %d", tt.body, r.Executions, r.Unexplored(), want.Fewest)
		}
	}
}

// Executions that cost little go on until they have had the steps that others need.
func TestQuiet(t *testing.T) {
	const quiet = 50_000
	b := explore.Budget{Most: 100_000, PerRun: 2000, Limits: explore.Uniform(explore.Limit{Fewest: 10, Settled: 10, Quiet: quiet, Steps: 1 << 30})}
	r := explorer(t, "package chat\n\nimport \"google.golang.org/grpc\"\n\nfunc Watch(stream grpc.ServerStream) { stream.SendMsg(nil) }\n", 1, b).Run()
	if r.Steps < quiet || r.Steps > 2*quiet || r.Unexplored() != "" {
		t.Errorf("%d steps (%s), want some more than %d", r.Steps, r.Unexplored(), quiet)
	}
	// That there could have been more of them doesn't mean that there is more to see.
	b.Most = 200
	r = explorer(t, "package chat\n\nimport \"google.golang.org/grpc\"\n\nfunc Watch(stream grpc.ServerStream) { stream.SendMsg(nil) }\n", 1, b).Run()
	if r.Executions != b.Most || r.Unexplored() != "" {
		t.Errorf("%d executions (%s), want %d", r.Executions, r.Unexplored(), b.Most)
	}
}

// What a package may cost grows with its own code, not with that of the libraries that it uses.
func TestPerInstr(t *testing.T) {
	b := explore.Budget{Most: 5000, PerRun: 2000, Limits: explore.Uniform(explore.Limit{Fewest: 5000, Settled: 100, Steps: 1 << 30, PerInstr: 10})}
	const src = `package chat

import "google.golang.org/grpc"

func Watch(stream grpc.ServerStream) { stream.SendMsg(nil) }
`
	small := explorer(t, src, 1, b).Run()
	large := explorer(t, src+"func Other(f func()) {"+strings.Repeat(" f();", 500)+" }\n", 1, b).Run()
	if small.Steps < 1000 || small.Steps > 1500+b.PerRun || large.Steps < 5000 {
		t.Errorf("%d steps for a few instructions and %d for 500 more, want 10 for each and for a hundred", small.Steps, large.Steps)
	}
	// All of its own code has been run long before.
	if u := small.Unexplored(); u != "" {
		t.Errorf("what is not explored is %q", u)
	}
}

// Where a package offers much that does nothing with streams, what does has its turns all the same.
func TestManyDrivers(t *testing.T) {
	src := `package chat

import "google.golang.org/grpc"

func Watch(stream grpc.ServerStream, a, b bool) {
	if a && b {
		go stream.SendMsg(nil)
	}
	stream.SendMsg(nil)
}
`
	for i := range 60 {
		src += fmt.Sprintf(`
func F%d(stream grpc.ServerStream, n int) {
	for i := range 150 {
		if n == i {
			n++
		}
	}
	if n > 9 && n < 8 {
		stream.SendMsg(nil)
	}
}
`, i)
	}
	b := explore.Budget{Most: 2000, PerRun: 2000, Limits: explore.Uniform(explore.Limit{Fewest: 1000, Settled: 1000, Steps: 100_000})}
	b.Limits[explore.Contended].Steps = 1 << 30
	found := 0
	for seed := range uint64(5) {
		if r := explorer(t, src, seed, b).Run(); len(r.Findings) > 0 {
			found++
		}
	}
	if found < 4 {
		t.Errorf("the race is found by %d of 5 seeds", found)
	}
}

// Code that is nested too deeply to be run is not taken for explored.
func TestTooDeep(t *testing.T) {
	const depth = 500
	body := strings.Repeat("func() { ", depth) + "go s.SendMsg(1); s.SendMsg(2)" + strings.Repeat(" }()", depth)
	src := "package chat\n\nimport \"google.golang.org/grpc\"\n\nfunc F(s grpc.ClientStream) { " + body + " }\n"
	r := explorer(t, src, 1, budget).Run()
	if text := r.Unexplored(); !strings.Contains(text, "nested too deeply") {
		t.Errorf("after %d executions, of which %d were cut, what is not explored is %q", r.Executions, r.Reasons[machine.TooDeep], text)
	}
}

// A hundred functions that cost much, and have no stream when they are called alone, leave enough
// executions for the service that has one.
func TestManyFunctionsLeaveTheService(t *testing.T) {
	var src strings.Builder
	src.WriteString(chat(t))
	for i := range 100 {
		fmt.Fprintf(&src, `
type Port%[1]d struct{ s *server; table map[int]bool }

func NewPort%[1]d(s *server) *Port%[1]d {
	p := &Port%[1]d{s: s, table: map[int]bool{}}
	for i := range 1000 {
		p.table[i*%[1]d] = true
	}
	return p
}

func (p *Port%[1]d) Send(msg *chatpb.Msg) {
	for stream := range p.s.room("lobby").members {
		_ = stream.Send(msg)
	}
}
`, i+2)
	}
	b := explore.Budget{Most: 2000, PerRun: 20_000, Idle: 4_000, Limits: explore.Uniform(explore.Limit{Fewest: 100, Settled: 100, Steps: 4_000_000})}
	b.Limits[explore.Unused].Steps = 800_000
	result := explorer(t, src.String(), 1, b).Run()
	later := result.Executions - 2*len(result.Drivers) // after the first turns of all
	for _, d := range result.Drivers {
		if strings.HasPrefix(d.Name, "service") && 5*(d.Runs-2) < later {
			t.Errorf("%d of %d executions after the first turns call the service", d.Runs-2, later)
		}
	}
}
