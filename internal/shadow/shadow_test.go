package shadow

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// The steps of an execution are words:
//
//	send1, recv1, close1, context1   goroutine 1 uses the stream
//	other1                           goroutine 1 sends on another stream
//	1>2                              what 1 has done is known to 2 from now on
//
// Races are told by the numbers of their steps, which begin with 0.
var tests = []struct {
	name  string
	steps string
	races string
}{
	{"one goroutine", "send1 send1 recv1 close1", ""},
	{"two senders", "send1 send2", "sendsend 0 1"},
	{"two receivers", "recv1 recv2", "recvrecv 0 1"},
	{"sender and receiver", "send1 recv2", ""},
	{"close beside a sender", "send1 close2", "closesend 0 1"},
	{"sender beside a close", "close1 send2", "closesend 0 1"},
	{"two closes", "close1 close2", ""},
	{"close beside a receiver", "close1 recv2", ""},
	{"context", "send1 context2 recv3 context1", ""},
	{"ordered", "send1 1>2 send2", ""},
	{"ordered the other way", "send1 2>1 send2", "sendsend 0 2"},
	{"ordered before", "1>2 send1 send2", "sendsend 1 2"},
	{"there and back", "send1 1>2 send2 2>1 send1", ""},
	{"only there", "send1 1>2 send2 send1", "sendsend 2 3"},
	{"by way of another", "send1 1>3 3>2 send2", ""},
	{"by way of another, too late", "send1 3>2 1>3 send2", "sendsend 0 3"},
	{"three senders", "send1 send2 send3", "sendsend 0 1, sendsend 0 2, sendsend 1 2"},
	{"the first is known", "send1 send2 1>3 send3", "sendsend 0 1, sendsend 1 3"},
	{"an earlier access races, the last one doesn't", "send1 send2 2>1 send1 1>3 send3", "sendsend 0 1"},
	{"each access races", "send1 recv1 send2 recv2", "sendsend 0 2, recvrecv 1 3"},
	{"other streams", "send1 other2", ""},
	{"a second time", "send1 send1 send2", "sendsend 1 2"},
	{"sends and closes", "send1 close1 send2", "sendsend 0 2, closesend 1 2"},
}

func TestAccess(t *testing.T) {
	for _, tt := range tests {
		if got := run(t, tt.steps); got != tt.races {
			t.Errorf("%s: %s\n\thas the races %q\n\twant          %q", tt.name, tt.steps, got, tt.races)
		}
	}
}

// uses are those of a gRPC stream's methods.
var uses = map[string]contract.Use{
	"send": use("Send"), "other": use("Send"), "recv": use("Recv"), "close": use("CloseSend"),
}

func use(method string) contract.Use {
	return contract.TypeCalled(contract.GRPCPath + ".ClientStream").Use(method)
}

// run returns the races of steps.
func run(t *testing.T, steps string) string {
	t.Helper()
	s, m := New(), &machine.Machine{}
	stream, other := &machine.Unknown{ID: 1}, &machine.Unknown{ID: 2}
	goroutines := map[byte]*machine.Goroutine{}
	goroutine := func(name byte) *machine.Goroutine {
		if goroutines[name] == nil {
			g := &machine.Goroutine{ID: int(name - '0')}
			g.Clock.Tick(g.ID)
			goroutines[name] = g
		}
		return goroutines[name]
	}
	numbers := map[*machine.Access]int{}
	accesses := 0
	for i, step := range strings.Fields(steps) {
		last := step[len(step)-1]
		g := goroutine(last)
		if step[1] == '>' {
			from := goroutine(step[0])
			g.Clock.Join(from.Clock)
			from.Clock.Tick(from.ID)
			continue
		}
		a := &machine.Access{
			Goroutine: g, Stream: stream, Use: uses[step[:len(step)-1]], Method: step, Epoch: g.Clock.Epoch(g.ID),
			Stack: []machine.Place{{Fn: function, Line: int32(last)}},
		}
		if strings.HasPrefix(step, "other") {
			a.Stream = other
		}
		numbers[a] = i
		s.Access(m, a)
		if a.Index != accesses {
			t.Errorf("%s: access %d has the index %d", steps, accesses, a.Index)
		}
		accesses++
	}
	if s.Accesses != accesses {
		t.Errorf("%s: %d accesses, want %d", steps, s.Accesses, accesses)
	}
	var out []string
	for _, r := range s.Races {
		out = append(out, fmt.Sprintf("%s %d %d", r.Category, numbers[r.First], numbers[r.Second]))
	}
	return strings.Join(out, ", ")
}

var function = &code.Func{Name: "p.f", Pkg: "p", File: "p.go"}

// Of accesses that one call makes on one way, only the last is kept: it says what the others
// say. Those on other ways are kept.
func TestAccessesOfOneCall(t *testing.T) {
	s, m := New(), &machine.Machine{}
	stream := &machine.Unknown{}
	a, b := &machine.Goroutine{ID: 1}, &machine.Goroutine{ID: 2}
	a.Clock.Tick(1)
	b.Clock.Tick(2)
	access := func(g *machine.Goroutine, lines ...int32) {
		x := &machine.Access{Goroutine: g, Stream: stream, Use: use("Send"), Epoch: g.Clock.Epoch(g.ID)}
		for _, line := range lines {
			x.Stack = append(x.Stack, machine.Place{Fn: function, Line: line})
		}
		s.Access(m, x)
	}
	for range 100 {
		access(a, 10, 1)
		access(a, 10, 2)
		access(a, 20)
	}
	access(b, 30)
	var lines []string
	for _, r := range s.Races {
		lines = append(lines, fmt.Sprint(r.First.Stack[0].Line, len(r.First.Stack)))
	}
	slices.Sort(lines)
	if want := []string{"10 2", "10 2", "20 1"}; !slices.Equal(lines, want) {
		t.Errorf("races with the accesses %v, want %v", lines, want)
	}
}

// An execution is not kept busy by its races, and those of one stream don't keep it
// from seeing those of another one.
func TestManyRaces(t *testing.T) {
	s, m := New(), &machine.Machine{}
	busy, other := &machine.Unknown{}, &machine.Unknown{}
	const n = 100
	for i := range n + 2 {
		g := &machine.Goroutine{ID: i}
		g.Clock.Tick(i)
		stream := busy
		if i >= n {
			stream = other
		}
		s.Access(m, &machine.Access{
			Goroutine: g, Stream: stream, Use: use("Send"), Epoch: g.Clock.Epoch(i),
			Stack: []machine.Place{{Fn: function, Line: int32(i)}},
		})
	}
	count := map[*machine.Unknown]int{}
	racing := map[int]bool{}
	for _, r := range s.Races {
		count[r.First.Stream]++
		racing[r.First.Goroutine.ID], racing[r.Second.Goroutine.ID] = true, true
	}
	if count[busy] > n*maxRaces || count[other] != 1 {
		t.Errorf("%d races of the busy stream, want up to %d; %d of the other one, want 1", count[busy], n*maxRaces, count[other])
	}
	if len(racing) != n+2 {
		t.Errorf("%d accesses race, want all %d", len(racing), n+2)
	}
	if m.Steps == 0 {
		t.Error("comparing many accesses costs nothing")
	}
}

func TestHandovers(t *testing.T) {
	s, m := New(), &machine.Machine{}
	stream := &machine.Unknown{}
	goroutines := make([]machine.Goroutine, 5)
	var got []int
	var from []int32
	for i, id := range []int{1, 1, 2, 1, 3, 4} {
		g := &goroutines[id]
		s.Access(m, &machine.Access{Goroutine: g, Stream: stream, Stack: []machine.Place{{Fn: function, Line: int32(i + 1)}}})
		last := s.Handovers[len(s.Handovers)-1]
		got, from = append(got, last.Goroutines), append(from, last.From.Line)
	}
	if want := []int32{0, 0, 2, 3, 4, 5}; !slices.Equal(from, want) {
		t.Errorf("the streams come from the lines %v, want %v", from, want)
	}
	if want := []int{1, 1, 2, 2, 3, 3}; !slices.Equal(got, want) {
		t.Errorf("goroutines at each access: %v, want %v", got, want)
	}
}

// What follows from an API's source alone counts if it is asked for.
func TestUndocumented(t *testing.T) {
	conn := contract.TypeCalled("github.com/gorilla/websocket.Conn")
	for _, tt := range []struct {
		method       string
		undocumented bool
		races        int
	}{
		{"WriteMessage", false, 1},
		{"WritePreparedMessage", false, 0},
		{"WritePreparedMessage", true, 1},
		{"WriteControl", true, 0},
	} {
		s, m := New(), &machine.Machine{}
		s.Undocumented = tt.undocumented
		stream := &machine.Unknown{}
		for i, method := range []string{tt.method, "WriteJSON"} {
			g := &machine.Goroutine{ID: i}
			g.Clock.Tick(i)
			s.Access(m, &machine.Access{
				Goroutine: g, Stream: stream, Use: conn.Use(method), Epoch: g.Clock.Epoch(i),
				Stack: []machine.Place{{Fn: function, Line: int32(i)}},
			})
		}
		if len(s.Races) != tt.races {
			t.Errorf("%s beside WriteJSON, undocumented=%t: %d races, want %d", tt.method, tt.undocumented, len(s.Races), tt.races)
		}
	}
}

// What is kept of a race does not keep the objects of its execution.
func TestDetached(t *testing.T) {
	parent := &machine.Goroutine{ID: 1}
	first := &machine.Goroutine{ID: 2, OnEnd: func() {}, Origin: machine.Origin{Kind: machine.FromGo, Name: "first", Parent: parent}}
	stream := &machine.Unknown{Name: "stream"}
	stream.Context(func() machine.Value { return "large" })
	r := Race{
		Category: "sendsend",
		First:    &machine.Access{Goroutine: first, Stream: stream, Method: "Send"},
		Second:   &machine.Access{Goroutine: parent, Stream: stream, Method: "SendMsg"},
	}
	d := r.Detached()
	if g := d.First.Goroutine; g == first || g.OnEnd != nil || g.ID != 2 || g.Origin.Name != "first" {
		t.Errorf("goroutine is %+v", g)
	}
	if d.First.Goroutine.Origin.Parent != d.Second.Goroutine {
		t.Error("the goroutine that starts the other one is not the same any more")
	}
	if d.First.Stream == stream || d.First.Stream != d.Second.Stream || d.First.Stream.Name != "stream" {
		t.Errorf("streams are %+v and %+v", d.First.Stream, d.Second.Stream)
	}
	if d.First.Stream.Context(func() machine.Value { return nil }) != nil {
		t.Error("the stream has kept its context")
	}
	if d.First.Method != "Send" || d.Second.Method != "SendMsg" || d.Category != r.Category || r.First.Goroutine != first {
		t.Errorf("race is %+v, was %+v", d, r)
	}
}
