package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"flag"
	"fmt"
	"go/types"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// determinism is the pattern of the packages in the test module that are analyzed
// in several orders.
var determinism = flag.String("determinism", "./packages/...", "the package pattern in the test module that TestDeterminismOfPackages analyzes")

// An outcome is all that an analysis hands on, one thing a line: what it reports,
// in the order in which it does, and its facts, byte for byte.
type outcome []string

// differs returns a text about the first difference between two outcomes, or "".
func (o outcome) differs(p outcome) string {
	for i := range max(len(o), len(p)) {
		switch {
		case i >= len(o):
			return "missing: " + p[i]
		case i >= len(p):
			return "in addition: " + o[i]
		case o[i] != p[i]:
			return o[i] + "\ninstead of\n" + p[i]
		}
	}
	return ""
}

func factLine(t *testing.T, of string, fact analysis.Fact) string {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(fact); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("fact of %s: %x (%v)", of, b.Bytes(), fact)
}

// outcome analyzes a program that was loaded.
func (r *run) outcome(t *testing.T) outcome {
	t.Helper()
	var facts outcome
	object, pkg := r.pass.ExportObjectFact, r.pass.ExportPackageFact
	r.pass.ExportObjectFact = func(o types.Object, f analysis.Fact) {
		object(o, f)
		facts = append(facts, factLine(t, o.(*types.Func).FullName(), f))
	}
	r.pass.ExportPackageFact = func(f analysis.Fact) {
		pkg(f)
		facts = append(facts, factLine(t, r.pass.Pkg.Path(), f))
	}
	if err := r.analyze(t); err != nil {
		t.Fatal(err)
	}
	slices.Sort(facts)
	return append(strings.Split(r.String(), "\n"), facts...)
}

// many is a program with much of the same: whatever is kept in a map shows.
const many = `
type stream = chatpb.Chat_ConnectClient

type hub struct {
	mu      sync.Mutex
	members map[string]stream
	a, b, c stream
}

func Start(h *hub, s, t stream) *hub {
	other := &hub{a: s, b: t, members: map[string]stream{"s": s, "t": t}}
	for name, m := range h.members {
		go m.Send(nil)
		go func() { other.members[name] = m }()
	}
	go other.Run(s)
	go other.Run(t)
	go func() { other.a.Send(nil); other.b.Recv() }()
	go func() { other.b.Send(nil); other.a.Recv() }()
	go func() { other.c = s; s.CloseSend() }()
	return other
}

func (h *hub) Run(s stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.c = s
	for _, m := range h.members {
		m.Send(nil)
	}
	defer s.CloseSend()
	defer h.c.CloseSend()
}

func Two(f, g func(stream) error, s stream) (stream, func()) {
	var wg sync.WaitGroup
	done, ready := make(chan bool), make(chan stream, 1)
	wg.Go(func() { f(s); close(done) })
	wg.Go(func() { g(s); ready <- s })
	<-done
	return <-ready, func() { wg.Wait(); s.Send(nil) }
}
`

// split returns a program with each of the given declarations in a file of its own,
// so that the order of files is that of declarations.
func split(text string) program {
	p := program{}
	for i, decl := range strings.Split(strings.TrimSpace(text), "\n\n") {
		p[fmt.Sprintf("%02d.go", i)] = "package p\n\nimport (\n\t\"sync\"\n\n\t\"streamvet.test/chatpb\"\n)\n\nvar (\n\t_ sync.Mutex\n\t_ chatpb.Msg\n)\n\n" + decl + "\n"
	}
	return p
}

// The order of files, and of the functions in them, is nobody's business. Since
// maps have another order each time, nor is that of anything that is kept in one.
func TestDeterminismOfFunctions(t *testing.T) {
	setFlag(t, "executions", "200") // more of them add nothing but time
	for name, p := range map[string]program{"robust": robust(t), "many": split(many)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			names := slices.Sorted(maps.Keys(p))
			want := p.load(t, names).outcome(t)
			r := rand.New(rand.NewPCG(1, 2))
			for range 12 {
				r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
				if d := p.load(t, names).outcome(t).differs(want); d != "" {
					t.Fatalf("with the files in the order %q: %s", names, d)
				}
			}
			if len(want) < 10 {
				t.Errorf("an outcome of %d lines tells little", len(want))
			}
		})
	}
}

// Drivers analyze packages at the same time in one process.
func TestDeterminismOfConcurrentRuns(t *testing.T) {
	setFlag(t, "executions", "200")
	p := robust(t)
	names := slices.Sorted(maps.Keys(p))
	want := p.load(t, names).outcome(t)
	for i := range 4 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			for range 3 {
				if d := p.load(t, names).outcome(t).differs(want); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

// Drivers analyze packages in an order of their own, and several at a time.
func TestDeterminismOfPackages(t *testing.T) {
	setFlag(t, "executions", "100")
	m := loadModule(t, *determinism)
	r := rand.New(rand.NewPCG(3, 4))
	order := slices.Clone(m.packages)
	want := m.outcome(t, order)
	for range 2 {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		if d := m.outcome(t, order).differs(want); d != "" {
			t.Fatalf("with the packages in another order: %s", d)
		}
	}
	if !slices.ContainsFunc(want, func(line string) bool { return strings.HasPrefix(line, "fact of ") }) {
		t.Error("there are no facts")
	}
}

// outcome returns the outcome of all packages, by package.
func (m *module) outcome(t *testing.T, order []*listedPackage) outcome {
	t.Helper()
	var out outcome
	for _, a := range m.analyze(t, order) {
		r := &run{pass: &analysis.Pass{Fset: m.fset}, diagnostics: a.diagnostics}
		out = append(append(out, "package "+a.path), strings.Split(strings.TrimSpace(r.String()), "\n")...)
		var facts outcome
		for _, f := range a.facts {
			facts = append(facts, factLine(t, a.path, f))
		}
		slices.Sort(facts)
		out = append(out, facts...)
	}
	return out
}
