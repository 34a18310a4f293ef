package witness_test

import (
	"testing"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/witness"
)

const unknowing = `package lib

type Sender interface{ SendMsg(m any) error }

// Twice doesn't know that it has a stream.
func Twice(s Sender) {
	go s.SendMsg("a")
	s.SendMsg("b")
}
`

const known = `package lib

import "google.golang.org/grpc"

// Twice knows what it has.
func Twice(s grpc.ClientStream) {
	go s.SendMsg("a")
	s.SendMsg("b")
}
`

const starter = `package lib

// Go runs f in a goroutine of its own.
func Go(f func()) { go f() }
`

const calls = `package p

import (
	"example.com/lib"
	"google.golang.org/grpc"
)

func Send(s grpc.ClientStream) {
	lib.Twice(s)
}
`

const starts = `package p

import (
	"example.com/lib"
	"google.golang.org/grpc"
)

func Send(s grpc.ClientStream) {
	for range 2 {
		lib.Go(func() {
			s.SendMsg("a")
		})
	}
}
`

// Where both accesses are in another package, the call that leads to both is part of the story, which
// says whether that package can see the race by itself.
func TestCommon(t *testing.T) {
	for name, tt := range map[string]struct {
		lib, src string
		want     int // the line of the first step in the package
		visible  bool
	}{
		"it has an interface of its own": {unknowing, calls, 9, false},
		"it knows that it has a stream":  {known, calls, 9, true},
		"it starts goroutines":           {starter, starts, 10, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := storyOf(t, tt.lib, tt.src)
			if s.Visible != tt.visible {
				t.Errorf("the other package can see the race: %v, want %v", s.Visible, tt.visible)
			}
			for _, lane := range []witness.Lane{s.A, s.B} {
				got := 0
				if at := lane.Steps[0].Pos; at.Local().IsValid() {
					got = at.Line
				}
				if got != tt.want {
					t.Errorf("the story of %s begins at line %d, want %d", lane.Method, got, tt.want)
				}
			}
		})
	}
}

// storyOf returns the only story of a package that imports another one.
func storyOf(t *testing.T, libSrc, src string) witness.Story {
	t.Helper()
	grpc := enginetest.GRPC(t)
	lib := enginetest.Load(t, "example.com/lib", map[string]string{"lib.go": libSrc}, grpc...)
	p := enginetest.Load(t, "example.com/p", map[string]string{"p.go": src}, append(grpc, lib.Types)...)
	funcs, err := code.Decode(p.Universe, code.Encode(lib.Link().Exported()), map[string]bool{})
	if err != nil {
		t.Fatal(err)
	}
	x := &explore.Explorer{
		Package: drive.New(p.Types, code.Link(p.Universe, p.Types.Path(), p.Funcs, funcs), p.Translator.Types),
		Models:  model.New(),
		Budget:  explore.Budget{Most: 100, PerRun: 10_000, Limits: explore.Uniform(explore.Limit{Fewest: 100, Settled: 100, Steps: 1_000_000})},
	}
	findings := x.Run().Findings
	if len(findings) != 1 {
		t.Fatalf("%d findings, want 1", len(findings))
	}
	return witness.New(findings[0], witness.NewLocator(p.Fset, p.Types.Path(), p.Files))
}
