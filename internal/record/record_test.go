package record_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/shadow"
)

const program = `package p

import (
	"sync"

	"google.golang.org/grpc"
)

type server struct {
	mu      sync.RWMutex
	streams map[string]grpc.ServerStream
	queue   chan grpc.ServerStream
}

func (s *server) Watch(stream grpc.ServerStream) error {
	s.mu.Lock()
	if s.streams == nil {
		s.streams = map[string]grpc.ServerStream{}
		s.queue = make(chan grpc.ServerStream, 2)
	}
	s.streams["last"] = stream
	s.mu.Unlock()
	s.queue <- stream
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		select {
		case other := <-s.queue:
			other.SendMsg("queued")
		default:
		}
	}()
	var m string
	if err := stream.RecvMsg(&m); err != nil {
		return err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, other := range s.streams {
		other.SendMsg(m)
	}
	wg.Wait()
	return nil
}
`

func explorer(t *testing.T) *explore.Explorer {
	t.Helper()
	return explorerOf(t, program)
}

func explorerOf(t *testing.T, program string) *explore.Explorer {
	t.Helper()
	pkg := enginetest.Load(t, "example.com/p", map[string]string{"p.go": program}, enginetest.GRPC(t)...)
	return &explore.Explorer{
		Package: drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types), Models: model.New(), Seed: 1,
		Budget: explore.Budget{Most: 100, PerRun: 5000, Limits: explore.Uniform(explore.Limit{Fewest: 100, Settled: 100, Steps: 1_000_000})},
	}
}

// execute makes one execution, which is recorded or not.
func execute(x *explore.Explorer, p explore.Plan, src *choice.Source, recorded bool) (*machine.Machine, *shadow.Shadow, *record.Recorder) {
	m, s := x.New(p, src)
	var r *record.Recorder
	if recorded {
		r = record.Attach(m)
	}
	x.Package.Start(m, p.Driver)
	m.Run()
	if recorded {
		r.Finish()
	}
	return m, s, r
}

// To be recorded changes nothing.
func TestRecorderOnlyWatches(t *testing.T) {
	x := explorer(t)
	if len(x.Run().Findings) == 0 {
		t.Fatal("nothing was found")
	}
	for seed := range uint64(60) {
		p := explore.Plan{Driver: x.Package.Drivers()[0], Strategy: int(seed % 4), Echo: seed%3 == 0, Directed: seed%2 == 0, Jitter: seed%5 == 0}
		src := choice.Random(seed, nil)
		m, s, _ := execute(x, p, src, false)
		again := choice.Replay(src.Drawn())
		n, u, r := execute(x, p, again, true)
		if !slices.Equal(again.Drawn(), src.Drawn()) || m.Steps != n.Steps || m.Outcome != n.Outcome {
			t.Fatalf("seed %d: recorded, the execution has %d steps and ends as %v; it had %d, and ended as %v", seed, n.Steps, n.Outcome, m.Steps, m.Outcome)
		}
		if a, b := races(s), races(u); !slices.Equal(a, b) {
			t.Errorf("seed %d: recorded, the execution shows %v, want %v", seed, b, a)
		}
		if len(r.Draws) != len(src.Drawn()) {
			t.Errorf("seed %d: %d choices are recorded, of %d", seed, len(r.Draws), len(src.Drawn()))
		}
		consistent(t, r)
	}
}

// The parameters of a method are counted with its receiver, also where the method is a value.
func TestParamOfMethodValue(t *testing.T) {
	x := explorerOf(t, `package p

import "google.golang.org/grpc"

type runner struct{}

func (runner) run(name string, stream grpc.ServerStream) { stream.SendMsg(name) }

func Run(stream grpc.ServerStream) {
	run := runner{}.run
	run("x", stream)
}
`)
	_, _, r := execute(x, explore.Plan{Driver: x.Package.Drivers()[0]}, choice.Random(1, nil), true)
	found := 0
	for _, g := range r.Gets {
		if g.In == nil && g.Place.Line == 7 {
			found++
			if g.Param != 2 {
				t.Errorf("the stream is parameter %d of %s, want 2", g.Param, g.Fn.Name)
			}
		}
	}
	if found != 2 { // of what the method value is, and of the method
		t.Errorf("the stream is a parameter of %d functions, want 2", found)
	}
}

func races(s *shadow.Shadow) []string {
	var out []string
	for _, r := range s.Races {
		out = append(out, fmt.Sprint(r.Category, r.First.Stack[0].Line, r.First.Epoch, r.Second.Stack[0].Line, r.Second.Epoch))
	}
	return out
}

// consistent checks what is true of every record.
func consistent(t *testing.T, r *record.Recorder) {
	t.Helper()
	held := map[*machine.Goroutine]int{}
	for i, m := range r.Moments {
		if i > 0 && m.Time <= r.Moments[i-1].Time {
			t.Fatalf("moment %d is at %d, and the one before at %d", i, m.Time, r.Moments[i-1].Time)
		}
		switch m.Kind {
		case record.Locked, record.RLocked:
			held[m.G]++
		case record.Unlocked:
			held[m.G]--
		case record.Accessed:
			if n := len(m.Access.Locks); n != held[m.G] {
				t.Errorf("%d locks are recorded at an access that holds %d", held[m.G], n)
			}
		}
	}
}

// What a program does is recorded, where it does it.
func TestMoments(t *testing.T) {
	x := explorer(t)
	seen := map[string]bool{}
	for seed := range uint64(40) {
		_, _, r := execute(x, explore.Plan{Driver: x.Package.Drivers()[0], Strategy: 1}, choice.Random(seed, nil), true)
		for _, m := range r.Moments {
			if len(m.Stack) > 0 {
				seen[fmt.Sprint(m.Kind, " ", m.Stack[0].Line)] = true
			}
		}
		for _, p := range r.Puts {
			seen[fmt.Sprint("put ", p.Place.Line)] = true
		}
		for _, g := range r.Gets {
			seen[fmt.Sprint("get ", g.Place.Line)] = true
		}
	}
	for _, want := range []string{
		fmt.Sprint(record.Locked, " 16"), fmt.Sprint(record.Unlocked, " 22"), fmt.Sprint(record.Sent, " 23"),
		fmt.Sprint(record.Started, " 26"), fmt.Sprint(record.Done, " 27"), fmt.Sprint(record.Received, " 28"),
		fmt.Sprint(record.Accessed, " 30"), fmt.Sprint(record.RLocked, " 38"), fmt.Sprint(record.Unlocked, " 39"),
		fmt.Sprint(record.Accessed, " 41"), fmt.Sprint(record.Waited, " 43"),
		"put 21", "put 23", "get 15", "get 28", "get 40",
	} {
		if !seen[want] {
			t.Errorf("no execution has %q", want)
		}
	}
}
