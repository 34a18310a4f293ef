package analyzer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/story"
)

// What stories say of each kind of thing that readers ask about: who starts whom, why both can run,
// from where each has the stream, why what is nearby doesn't help, and what to do.
var storyTexts = []struct {
	name, program string
	want          []string
}{
	{"started by the other", `
func f(s stream) {
	go s.Send(nil)
	s.Send(nil)
}`, []string{"lane 1: starts the first goroutine", "both: it is the parameter s of f", "advice: let one goroutine do both, Send at p.go:17 and Send at p.go:18"}},

	{"a function returns without the wait", `
func send(s stream) {
	done := make(chan bool)
	go func() {
		defer close(done)
		s.Send(nil)
	}()
	if flag() {
		<-done
	}
}

func f(s stream) {
	send(s)
	send(s)
}`, []string{
		"lane 1: is started", "early, lane 0: the goroutine that starts both returns from send", "early, lane 0: and calls send() again",
		"no help: send returns without coming to <-done",
	}},

	{"a select with another case", `
func f(s stream, stop chan bool) {
	done := make(chan bool)
	go func() {
		defer close(done)
		s.Send(nil)
	}()
	select {
	case <-done:
	case <-stop:
	}
	s.Send(nil)
}`, []string{"no help: the select goes on with <-stop, not with <-done, so it has not waited for the first goroutine"}},

	{"the wait comes too late", `
func f(s stream) {
	done := make(chan bool)
	go func() {
		s.Send(nil)
		done <- true
	}()
	s.Send(nil)
	<-done
}`, []string{"no help: the second goroutine comes to <-done only after its Send", "advice: come to <-done (p.go:23) before the Send at p.go:22"}},

	{"a lock that one holds", `
func f(s stream) {
	var mu sync.Mutex
	go s.Send(nil)
	mu.Lock()
	s.Send(nil)
	mu.Unlock()
}`, []string{
		"lane 1: locks mu", "lane 1: unlocks mu", "no help: only the second goroutine holds mu at its Send",
		"advice: hold mu around the Send at p.go:18, too",
	}},

	{"a full buffer", `
func f(s stream) {
	out := make(chan *chatpb.Msg, 1)
	go func() {
		for m := range out {
			s.Send(m)
		}
	}()
	for {
		m, err := s.Recv()
		if err != nil {
			return
		}
		select {
		case out <- m:
		default:
			s.Send(m)
		}
	}
}`, []string{
		"no help: the second goroutine finds out full, and the select goes on with default\nadvice: let one goroutine do both",
	}},

	{"several calls without the lock", `
func f(s stream) {
	var mu sync.Mutex
	go func() {
		s.Send(nil)
		s.SendMsg(nil)
	}()
	mu.Lock()
	s.Send(nil)
	mu.Unlock()
}`, []string{"advice: hold mu around the Send at p.go:19 and the SendMsg at p.go:20, too"}},

	{"a lock each", `
func f(s stream) {
	for range 2 {
		var mu sync.Mutex
		go func() {
			mu.Lock()
			s.Send(nil)
			mu.Unlock()
		}()
	}
}`, []string{"no help: both hold mu, but not the same one: it is declared anew at p.go:18"}},

	{"a semaphore for two", `
func f(s stream) {
	slots := make(chan bool, 2)
	send := func() {
		slots <- true
		s.Send(nil)
		<-slots
	}
	go send()
	send()
}`, []string{"no help: slots has room for 2 values, so both goroutines get in"}},

	{"a signal that is not waited for", `
func f(s stream) {
	quit := make(chan bool, 1)
	go func() {
		for {
			select {
			case <-quit:
				return
			default:
				s.Send(nil)
			}
		}
	}()
	quit <- true
	s.Send(nil)
}`, []string{"no help: quit has room for a value, so the second goroutine goes on before the first goroutine receives"}},

	{"a literal that runs for a call with several goroutines", `
type server struct{ chatpb.UnimplementedChatServer }

func (*server) Connect(s chatpb.Chat_ConnectServer) error {
	for range 2 {
		go func() { s.Send(nil) }()
	}
	return nil
}`, []string{"both: it is given to the call of Connect from which both goroutines come, as s", "both: the function literal uses the variable s of the function around it"}},

	{"a key that is not there", `
func f(s stream, seen map[string]int, key string) {
	if _, ok := seen[key]; ok {
		return
	}
	go s.Send(nil)
	s.Send(nil)
}`, []string{"if: the key is not in seen yet"}},

	{"taken again from where another one has put it", `
type session struct {
	mu  sync.Mutex
	cur stream
}

func (x *session) current() stream {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.cur
}

func (x *session) connect(c chatpb.ChatClient) {
	s, err := c.Connect(nil)
	if err != nil {
		return
	}
	x.mu.Lock()
	x.cur = s
	x.mu.Unlock()
	go func() { x.current().Recv() }()
}

func f(c chatpb.ChatClient) {
	x := new(session)
	x.connect(c)
	x.connect(c)
}`, []string{"both: it is stored in x.cur", "both: x.current() returns it", "lane 0: gets the stream from x.current()"}},

	{"stored in a field", `
type session struct{ s stream }

func (x *session) send() { x.s.Send(nil) }

func f(s stream) {
	x := &session{s: s}
	go x.send()
	x.send()
}`, []string{"lane 1: stores the stream in the field session.s", "lane 0: gets the stream from x.s", "both: it is stored in the field session.s", "lane 1: calls x.send()"}},
}

func TestStoryTexts(t *testing.T) {
	for _, test := range storyTexts {
		r := program{"p.go": header + test.program + "\n"}.load(t, []string{"p.go"})
		got, err := analyzer.Analyzer.Run(r.pass)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, s := range got.(*analyzer.Result).Findings {
			texts = append(texts, flat(s)...)
		}
		all := "\n" + strings.Join(texts, "\n") + "\n"
		for _, want := range test.want {
			if !strings.Contains(all, "\n"+want) {
				t.Errorf("%s: the story does not say %q:%s", test.name, want, all)
			}
		}
	}
}

// flat returns the texts of a story, a line each.
func flat(s *story.Story) []string {
	var list []string
	for _, e := range s.Events {
		early := ""
		if e.Early {
			early = "early, "
		}
		list = append(list, fmt.Sprintf("%slane %d: %s", early, e.Lane, e.Text))
	}
	for _, n := range s.Stream.Origins[0] {
		for _, o := range s.Stream.Origins[1] {
			if n == o {
				list = append(list, "both: "+n.Text)
			}
		}
	}
	for _, n := range s.Conditions {
		list = append(list, "if: "+n.Text)
	}
	for _, n := range s.Reasons {
		list = append(list, "no help: "+n.Text)
	}
	return append(list, "advice: "+s.Advice)
}
