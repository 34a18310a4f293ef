package witness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

const asked = `package p

import (
	"sync"

	"google.golang.org/grpc"
)

func Wait(stream grpc.ClientStream) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done() // released by Wait
		stream.SendMsg("a") // waited for
	}()
	wg.Wait() // learned by Wait
	stream.SendMsg("b") // after Wait
}

func Relay(stream grpc.ClientStream) {
	first, second := make(chan bool), make(chan bool)
	go func() {
		<-first // learned by the relay
		second <- true // released by the relay
	}()
	go func() {
		stream.SendMsg("a") // relayed
		first <- true // released to the relay
	}()
	<-second // learned from the relay
	stream.SendMsg("b") // after the relay
}

func Race(stream grpc.ClientStream) {
	go stream.SendMsg("a") // racing
	stream.SendMsg("b") // raced
}

func Both(stream grpc.ClientStream) {
	var m string
	go stream.SendMsg("a") // sending
	stream.RecvMsg(&m) // receiving
}

func InTurn(stream grpc.ClientStream) {
	stream.SendMsg("a") // one
	stream.SendMsg("b") // two
}

func Two(a, b grpc.ClientStream) {
	go a.SendMsg("a") // of a
	b.SendMsg("b") // of b
}

func Either(stream grpc.ClientStream, yes bool) {
	if yes {
		stream.SendMsg("a") // this way
	} else {
		stream.SendMsg("b") // that way
	}
}

func Never(stream grpc.ClientStream) {
	never := make(chan bool)
	<-never // for ever
	stream.SendMsg("a") // after ever
}

// by nobody

func Started(stream grpc.ClientStream) {
	stream.SendMsg("a") // before the start
	go func() { // the start
		stream.SendMsg("b") // after the start
	}()
}
`

// Lines are named by their comments.
func TestWhy(t *testing.T) {
	pkg := enginetest.Load(t, "example.com/p", map[string]string{"p.go": asked}, enginetest.GRPC(t)...)
	lines := strings.Split(asked, "\n")
	line := func(comment string) witness.Line {
		if comment == "" {
			return witness.Line{}
		}
		return witness.Line{Pkg: "example.com/p", File: "p.go", Number: 1 + slices.IndexFunc(lines, func(l string) bool { return strings.HasSuffix(l, "// "+comment) })}
	}
	comment := func(line int) string {
		_, c, _ := strings.Cut(lines[line-1], "// ")
		return c
	}
	for _, tt := range []struct {
		one, other string
		want       string
	}{
		{"waited for", "after Wait", "ordered: done released by Wait, wait learned by Wait"},
		{"after Wait", "waited for", "ordered: done released by Wait, wait learned by Wait"},
		{"after Wait", "", "ordered: done released by Wait, wait learned by Wait"},
		{"relayed", "after the relay", "ordered: send released to the relay, receive learned by the relay, send released by the relay, receive learned from the relay"},
		{"before the start", "after the start", "ordered: go the start"},
		{"racing", "raced", "race"},
		{"sending", "receiving", "compatible"},
		{"one", "two", "in turn"},
		{"of a", "of b", "different: Two, Two"},
		{"this way", "that way", "alone"},
		{"after ever", "for ever", "unreached: stopped at for ever; passed"},
		{"by nobody", "", "unreached: no way"},
	} {
		x := &explore.Explorer{
			Package: drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types), Models: model.New(),
			Budget: explore.Budget{Most: 300, PerRun: 2000, Limits: explore.Uniform(explore.Limit{Fewest: 300, Settled: 300, Steps: 1_000_000})},
		}
		q := &witness.Inquiry{
			Locator: witness.NewLocator(pkg.Fset, pkg.Types.Path(), pkg.Files),
			Lines:   [2]witness.Line{line(tt.one), line(tt.other)},
		}
		q.Attach(x)
		x.Run()
		if got := written(q.Answer(x), q.Lines, comment, lines); got != tt.want {
			t.Errorf("%q and %q: %s, want %s", tt.one, tt.other, got, tt.want)
		}
	}
}

// written writes an answer, lines by their comments.
func written(w *witness.Why, asked [2]witness.Line, comment func(int) string, lines []string) string {
	var more []string
	switch w.Verdict {
	case story.Ordered:
		for _, e := range w.Edges {
			more = append(more, fmt.Sprint(e.From.Kind, " ", comment(e.From.Pos.Line)))
			if e.To != e.From {
				more = append(more, fmt.Sprint(e.To.Kind, " ", comment(e.To.Pos.Line)))
			}
		}
	case story.Different:
		for _, list := range w.Origins {
			_, name, _ := strings.Cut(lines[list[0].Pos.Line-1], "func ")
			name, _, _ = strings.Cut(name, "(")
			more = append(more, name)
		}
	case story.Unreached:
		for i, stop := range w.Stops {
			switch {
			case w.Reached[i] > 0 || asked[i].Number == 0:
			case !stop.Pos.IsValid():
				more = append(more, "no way")
			case stop.Passed:
				more = append(more, "passed")
			default:
				more = append(more, "stopped at "+comment(stop.Pos.Line))
			}
		}
		return string(w.Verdict) + ": " + strings.Join(more, "; ")
	}
	if len(more) == 0 {
		return string(w.Verdict)
	}
	return string(w.Verdict) + ": " + strings.Join(more, ", ")
}
