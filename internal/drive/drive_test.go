package drive_test

import (
	"slices"
	"testing"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

const header = `package p

import (
	"example.com/chatpb"
	"google.golang.org/grpc"
)

var (
	_ grpc.ServerStream
	_ chatpb.Msg
)

`

func load(t *testing.T, src string) *drive.Package {
	t.Helper()
	pkg := enginetest.Load(t, "example.com/p", map[string]string{"p.go": header + src}, enginetest.GRPC(t)...)
	return drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types)
}

// The ways in are those that somebody may take: handlers of services, functions that others can
// call, and functions that nobody in the package calls.
func TestDrivers(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		want      []string
	}{
		{"nothing", "func F() int { return 1 }", nil},
		{"service", "type server struct{}\n\nfunc (*server) Chat(s chatpb.Chat_ChatServer) error { return s.Send(nil) }",
			[]string{"service *example.com/p.server"}},
		{"no handler", "type helper struct{}\n\nfunc (*helper) chat(s chatpb.Chat_ChatServer) error { return s.Send(nil) }",
			[]string{"call helper.chat"}},
		{"function", "func Say(s chatpb.Chat_ChatClient) { s.Send(nil) }", []string{"call Say"}},
		{"called by another one", "func Say(s chatpb.Chat_ChatClient) { say(s) }\n\nfunc say(s chatpb.Chat_ChatClient) { s.Send(nil) }",
			[]string{"call Say"}},
		{"method", "type C struct{ s chatpb.Chat_ChatClient }\n\nfunc (c *C) Say() { c.s.Send(nil) }", []string{"call C.Say"}},
		{"goroutine only", "func Go(f func()) { go f() }", []string{"call Go"}},
	} {
		var got []string
		for _, d := range load(t, tt.src).Drivers() {
			got = append(got, d.Name)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: drivers %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Handlers run in goroutines of their own, with a stream each; functions in one goroutine.
func TestGoroutines(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		handlers  bool
	}{
		{"service", "type server struct{}\n\nfunc (*server) Chat(s chatpb.Chat_ChatServer) error { return s.Send(nil) }", true},
		{"function", "func Say(s chatpb.Chat_ChatClient) { s.Send(nil); s.Send(nil) }", false},
	} {
		d := load(t, tt.src)
		streams := map[*machine.Unknown]map[*machine.Goroutine]bool{}
		kinds := map[machine.OriginKind]int{}
		for seed := range uint64(50) {
			m := machine.New(d.Program, choice.Random(seed, nil), model.New())
			m.Scheduler = machine.RandomWalk{}
			m.Observer = observer(func(a *machine.Access) {
				if streams[a.Stream] == nil {
					streams[a.Stream] = map[*machine.Goroutine]bool{}
				}
				streams[a.Stream][a.Goroutine] = true
				kinds[a.Goroutine.Origin.Kind]++
			})
			d.Start(m, d.Drivers()[0])
			m.Run()
		}
		if len(streams) < 50 {
			t.Errorf("%s: %d streams were used in 50 executions", tt.name, len(streams))
		}
		for _, goroutines := range streams {
			if len(goroutines) > 1 {
				t.Errorf("%s: %d goroutines use one stream", tt.name, len(goroutines))
			}
		}
		if (kinds[machine.FromHandler] > 0) != tt.handlers || (kinds[machine.FromCaller] > 0) == tt.handlers {
			t.Errorf("%s: accesses by kinds of goroutines: %v", tt.name, kinds)
		}
	}
}

type observer func(*machine.Access)

func (o observer) Access(_ *machine.Machine, a *machine.Access) { o(a) }
