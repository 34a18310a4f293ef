// Package findingtest has findings with stories, for tests of what shows
// findings.
package findingtest

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

// room is a program with handlers that send on each other's streams. What an
// attacker may write is in it, and characters of different widths.
const room = `package room

import "sync"

type Room struct {
	mu      sync.RWMutex
	members map[string]Stream // 部屋 <script>alert("x")</script>
}

func (r *Room) Join(stream Stream) error {
	r.add(stream)
	for {
		msg, err := stream.Recv()
		if err != nil {
			return err
		}
		r.mu.RLock()
		r.tell("部屋 & \u003cb\u003e", msg)
		r.mu.RUnlock()
	}
}

func (r *Room) tell(who string, msg *Message) {
	for _, member := range r.members {
		/* ` + "\x1b[31m" + ` */ member.Send(msg)
	}
}
`

// client closes a stream while it may be sending.
const client = `package client

func Talk(room Client, lines []string) error {
	stream, err := room.Join()
	if err != nil {
		return err
	}
	go say(stream, lines)
	if len(lines) > 9 {
		return nil
	}
	stream.CloseSend()
	return nil
}
`

const say = `package client

func say(stream Stream, lines []string) {
	for _, line := range lines {
		stream.Send(&Message{Text: line, Comment: "a line of code that is as long as no terminal is wide, so that something has to be left out of it"})
	}
}
`

// A Sample is a folder with code, and findings in it.
type Sample struct {
	tb  testing.TB
	Dir string
}

// New writes the code to a new folder, which is the root of a module.
func New(tb testing.TB) *Sample {
	tb.Helper()
	s := &Sample{tb, tb.TempDir()}
	for name, text := range map[string]string{
		"go.mod": "module example.com/m\n", "room/room.go": room, "client/client.go": client, "client/say.go": say,
	} {
		file := filepath.Join(s.Dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			tb.Fatal(err)
		}
	}
	return s
}

// Name returns the name of a file in the folder as seen from there.
func (s *Sample) Name(file string) string {
	if rel, err := filepath.Rel(s.Dir, file); err == nil {
		return filepath.ToSlash(rel)
	}
	return file
}

// Place returns the place of some code in a file.
func (s *Sample) Place(file, code string) story.Place {
	s.tb.Helper()
	name := filepath.Join(s.Dir, file)
	text, err := os.ReadFile(name)
	if err != nil {
		s.tb.Fatal(err)
	}
	at := strings.Index(string(text), code)
	if at < 0 {
		s.tb.Fatalf("%q is not in %s", code, file)
	}
	line := strings.Count(string(text[:at]), "\n") + 1
	col := at - strings.LastIndexByte(string(text[:at]), '\n')
	return story.Place{
		Package: "example.com/m/" + filepath.Dir(file), File: name,
		Line: line, Col: col, EndLine: line, EndCol: col + len(code),
	}
}

// Room is a finding at one call, which two handlers come to. Both hold a mutex
// for reading.
func (s *Sample) Room() govet.Finding {
	send := s.Place("room/room.go", "member.Send(msg)")
	join, add := s.Place("room/room.go", "Join"), s.Place("room/room.go", "r.add(stream)")
	tell, members := s.Place("room/room.go", "r.tell(\"部屋 & \\u003cb\\u003e\", msg)"), s.Place("room/room.go", "r.members")
	lock := s.Place("room/room.go", "r.mu.RLock()")
	st := &story.Story{
		At: send, Category: "sendsend",
		Message:    "concurrent Send on member: calls of the handler Join run concurrently; both hold r.mu only for reading [sendsend]",
		Confidence: story.Conditional,
		Stream: story.Stream{Name: "member", Origins: [2][]story.Note{
			{{Place: join, Text: "it is the stream of another call of Join"}, {Place: members, Text: "it is read from r.members"}},
			{{Place: join, Text: "it is the stream of another call of Join"}, {Place: members, Text: "it is read from r.members <again>"}},
		}},
		Conditions: []story.Note{{Place: s.Place("room/room.go", "err != nil"), Text: "err != nil is false"}},
		Reasons:    []story.Note{{Place: lock, Text: "both hold r.mu only for reading"}},
		Recipe:     "One goroutine sends, the others pass it their messages",
	}
	for i := range st.Lanes {
		st.Lanes[i] = story.Lane{Name: "handler Join", Method: "Send", Access: send,
			Locks: []story.Lock{{Name: "r.mu", Place: lock, Shared: true, Mutex: 1}}}
		st.Events = append(st.Events,
			story.Event{Lane: i, Kind: story.Handler, Starts: i + 1, Way: i + 1, Place: join, Text: "a call of the handler Join begins"},
			story.Event{Lane: i, Kind: story.Call, Way: i + 1, Place: add, Text: "calls r.add()"})
	}
	for i := range st.Lanes {
		st.Events = append(st.Events,
			story.Event{Lane: i, Kind: story.Locked, Place: lock, Text: "locks r.mu for reading"},
			story.Event{Lane: i, Kind: story.Call, Way: i + 1, Place: tell, Text: "calls r.tell()"},
			story.Event{Lane: i, Kind: story.Access, Way: i + 1, Place: send, Text: "Send"},
			story.Event{Lane: i, Kind: story.Freed, Place: s.Place("room/room.go", "r.mu.RUnlock()"), Text: "unlocks r.mu"})
	}
	st.Orders = []story.Order{{From: 1, To: 8}}
	f := s.finding(st)
	f.Related = []govet.Related{related(join, "each call of this handler runs in its own goroutine"), related(tell, "the call that leads to Send")}
	return f
}

// Talk is a finding with calls in two files.
func (s *Sample) Talk() govet.Finding {
	send, end := s.Place("client/say.go", "stream.Send"), s.Place("client/client.go", "stream.CloseSend()")
	send.EndLine, send.EndCol = 0, 0
	start := s.Place("client/client.go", "go say(stream, lines)")
	st := &story.Story{
		At: send, Category: "closesend",
		Message:    "concurrent Send on stream: closed at client.go:12; the goroutine started at client.go:8 may still be running [closesend]",
		Confidence: story.Certain,
		Stream: story.Stream{Name: "stream", Origins: [2][]story.Note{
			{{Place: s.Place("client/client.go", "room.Join()"), Text: "room.Join makes the stream"}, {Place: start, Text: "the stream is a parameter of say"}},
			{{Place: s.Place("client/client.go", "room.Join()"), Text: "room.Join makes the stream"}},
		}},
		Lanes: [2]story.Lane{
			{Name: "goroutine started at client.go:8", Method: "Send", Access: send},
			{Name: "Talk", Method: "CloseSend", Access: end},
		},
		Events: []story.Event{
			{Lane: 0, Kind: story.Call, Way: 1, Early: true, Place: start, Text: "early, by another goroutine"},
			{Lane: 1, Kind: story.Go, Starts: 1, Way: 1, Place: start, Text: "starts the first goroutine"},
		},
		Recipe: "Wait for the sender, then close",
		Advice: "wait for the end of the goroutine started at client.go:8 before the CloseSend at client.go:12",
		Mentions: []story.Mention{
			{Text: "client.go:8", Place: start}, {Text: "client.go:12", Place: end},
		},
	}
	for _, text := range []string{"one", "two", "three", "four", "five", "six"} {
		st.Events = append(st.Events, story.Event{Lane: 0, Kind: story.Call, Way: 1, Place: s.Place("client/say.go", "range"), Text: "calls " + text})
	}
	st.Events = append(st.Events,
		story.Event{Lane: 0, Kind: story.Access, Way: 1, Place: send, Text: "Send"},
		story.Event{Lane: 1, Kind: story.Access, Way: 2, Place: end, Text: "CloseSend"},
		story.Event{Lane: 1, Kind: story.End, Place: s.Place("client/client.go", "return nil\n}\n"), Text: "ends"})
	f := s.finding(st)
	f.Related = []govet.Related{related(end, "the other CloseSend"), related(start, "the goroutine starts here")}
	return f
}

// Told returns a finding as other analyzers have them, without a story.
func (s *Sample) Told(f govet.Finding) govet.Finding {
	f.Story = nil
	return f
}

// Directive is a finding about a comment.
func (s *Sample) Directive() govet.Finding {
	p := s.Place("room/room.go", "import")
	return govet.Finding{
		Package: "example.com/m/room", Analyzer: "streamvet", Category: "directive",
		Pos: position(p), End: position(p), Message: "the directive has no reason [directive]",
	}
}

func (s *Sample) finding(st *story.Story) govet.Finding {
	f := govet.Finding{
		Package: st.At.Package, Analyzer: "streamvet", Category: st.Category, Message: st.Message, Story: st,
		Pos: position(st.At), End: position(st.At),
	}
	if st.At.EndLine > 0 {
		f.End.Line, f.End.Column = st.At.EndLine, st.At.EndCol
	}
	return f
}

func position(p story.Place) token.Position {
	return token.Position{Filename: p.File, Line: p.Line, Column: p.Col}
}

func related(p story.Place, message string) govet.Related {
	r := govet.Related{Pos: position(p), End: position(p), Message: message}
	r.End.Line, r.End.Column = p.EndLine, p.EndCol
	return r
}

// Golden compares what a test has made with a file in testdata, or writes the
// file if the test is run with -update.
func Golden(t *testing.T, name, got string, update bool) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is not what was made, which is\n%s", file, got)
	}
}
