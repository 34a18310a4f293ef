package witness_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/drive"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/model"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The stories of small programs are those in the golden files.
func TestNew(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no programs (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".go"), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := stories(t, filepath.Base(name), string(src))
			golden := strings.TrimSuffix(name, ".go") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("stories\n%swant\n%s", got, want)
			}
		})
	}
}

// stories returns what is told about a package.
func stories(t *testing.T, name, src string) string {
	t.Helper()
	pkg := enginetest.Load(t, "example.com/p", map[string]string{name: src}, enginetest.GRPC(t)...)
	x := &explore.Explorer{
		Package: drive.New(pkg.Types, pkg.Link(), pkg.Translator.Types),
		Models:  model.New(),
		Budget:  explore.Budget{Most: 300, PerRun: 10_000, Limits: explore.Uniform(explore.Limit{Fewest: 300, Settled: 300, Steps: 1_000_000})},
	}
	l := witness.NewLocator(pkg.Fset, pkg.Types.Path(), pkg.Files)
	lines := strings.Split(src, "\n")
	var b strings.Builder
	findings := x.Run().Findings
	teller := witness.Teller{Locator: l, Explorer: x, Steps: 500_000}
	at := func(p source.Pos) string {
		if !p.IsValid() {
			return "-"
		}
		if p.Pkg != pkg.Types.Path() {
			return p.Pkg + " " + p.String()
		}
		return fmt.Sprintf("%d: %s", p.Line, strings.TrimSpace(lines[p.Line-1]))
	}
	for i, f := range findings {
		s := witness.New(f, l)
		fmt.Fprintf(&b, "%s: %s\n", s.Category, s.Stream)
		for _, lane := range []witness.Lane{s.A, s.B} {
			fmt.Fprintf(&b, "\t%s\n", lane.Method)
			for _, step := range lane.Steps {
				fmt.Fprintf(&b, "\t\t%-8s%d: %s\n", kinds[step.Kind], step.Pos.Line, strings.TrimSpace(lines[step.Pos.Line-1]))
			}
			for _, lock := range lane.Locks {
				kind := "lock"
				if lock.Shared {
					kind = "rlock"
				}
				fmt.Fprintf(&b, "\t\t%-8s%d: %s\n", kind, lock.Pos.Line, strings.TrimSpace(lines[lock.Pos.Line-1]))
			}
		}
		teller.Tell(&s, len(findings)-i)
		account(&b, s.Account, at)
	}
	return b.String()
}

// account writes what is told of an execution, lane 1 further to the right.
func account(b *strings.Builder, a *witness.Account, at func(source.Pos) string) {
	fmt.Fprintf(b, "\t%s\n", a.Confidence)
	for lane, list := range a.Origins {
		for _, o := range list {
			fmt.Fprintf(b, "\t\tlane %d, origin %d, own %v, handler %q, %s\n", lane, o.Kind, o.Own, o.Handler, at(o.Pos))
		}
	}
	for _, e := range a.Events {
		fmt.Fprintf(b, "\t\t%s%-8s%s%s\n", strings.Repeat("\t", 4*e.Lane), e.Kind, marks(e), at(e.Pos))
	}
	for _, o := range a.Orders {
		fmt.Fprintf(b, "\t\torder %s -> %s\n", at(a.Events[o.From].Pos), at(a.Events[o.To].Pos))
	}
	for _, c := range a.Conditions {
		fmt.Fprintf(b, "\t\tcondition %d, %v, usual %v, %s\n", c.Kind, c.Yes, c.Usual, at(c.Pos))
	}
	for _, r := range a.Reasons {
		fmt.Fprintf(b, "\t\treason %d, lane %d, %s\n", r.Kind, r.Lane, at(r.Pos))
	}
}

// marks tells what else is known of an event.
func marks(e witness.Event) string {
	s := ""
	if e.Early {
		s += "early, "
	}
	if e.Starts > 0 {
		s += fmt.Sprintf("starts %d, ", e.Starts-1)
	}
	if e.Callee != "" {
		s += "to " + e.Callee + ", "
	}
	return s
}

var kinds = [...]string{witness.AtCall: "call", witness.AtGo: "go", witness.AtHandler: "handler", witness.AtAccess: "access"}
