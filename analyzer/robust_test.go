package analyzer_test

import (
	"bytes"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/directive"
)

// header begins the programs that the tests write.
const header = `package p

import (
	"sync"

	"streamvet.test/chatpb"
)

var _ sync.Mutex

type stream = chatpb.Chat_ConnectClient

func flag() bool

`

// robust returns the programs in testdata/robust, which go through the odd corners
// of the language. They are one package.
func robust(t *testing.T) program {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "robust", "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	p := program{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p[filepath.Base(name)] = string(data)
	}
	return p
}

// Each program is analyzed without an error, alone and together with the others.
func TestRobust(t *testing.T) {
	programs := map[string]program{"together": robust(t)}
	for name, text := range robust(t) {
		programs[name] = program{name: text}
	}
	for name, text := range map[string]string{
		"empty":             "package p\n",
		"only imports":      "package p\n\nimport _ \"google.golang.org/grpc\"\n",
		"main without main": header + "func f(s stream) { go s.Send(nil); s.Send(nil) }\n",
		"unused":            header,
		"init only":         header + "var s stream\n\nfunc init() { go s.Send(nil); s.Send(nil) }\n",
	} {
		programs[name] = program{"p.go": text}
	}
	programs["main without main"]["p.go"] = strings.Replace(programs["main without main"]["p.go"], "package p", "package main", 1)
	for name, p := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := p.analyze(t)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d diagnostics", len(r.diagnostics))
		})
	}
}

// Programs of a size, or of a shape, that nobody writes by hand. In what is
// repeated, # stands for the number of the repetition, and #+ for the next one.
func TestLarge(t *testing.T) {
	setFlag(t, "executions", "300") // nothing is to be found
	for name, text := range map[string]string{
		"lines":      "func f(s stream) {\n" + repeat(10_000, "\ts.Send(nil)\n") + "}\n",
		"goroutines": "func f(s stream) {\n" + repeat(2_000, "\tgo func() {\n\t\ts.Send(nil)\n\t\ts.Recv()\n\t}()\n\ts.CloseSend()\n") + "}\n",
		"streams and goroutines": "func open() stream\n\nfunc f() {\n" + repeat(1_000, "\ts# := open()\n\tt# := s#\n\tif flag() {\n\t\tt# = open()\n\t}\n"+
			"\tgo func() {\n\t\ts#.Send(nil)\n\t\tt#.Send(nil)\n\t}()\n\ts#.Send(nil)\n") + "}\n",
		"branches": "func f(s stream) {\n" + repeat(2_000, "\tif flag() {\n\t\tgo s.Send(nil)\n\t} else {\n\t\ts.Send(nil)\n\t}\n") + "}\n",
		"loops":    "func f(s stream) {\n" + repeat(100, "for flag() {\n") + "go s.Send(nil)\n" + repeat(100, "}\n") + "}\n",
		"cases":    "func f(s stream, n int, c chan int) {\n\tfor {\n\tselect {\n" + repeat(1_000, "\tcase n = <-c:\n\t\tgo s.Send(nil)\n") + "\t}\n}\n}\n",
		"labels":   "func f(s stream) {\n" + repeat(500, "l#:\n\tgo s.Send(nil)\n\tif flag() {\n\t\tgoto l0\n\t}\n\tif flag() {\n\t\tgoto l#\n\t}\n") + "}\n",
		"locks":    "func f(s stream, mu *[1000]sync.Mutex) {\n" + repeat(1_000, "\tmu[#].Lock()\n\tgo s.Send(nil)\n") + "\ts.Send(nil)\n}\n",
		"defers":   "func f(s stream) {\n" + repeat(1_000, "\tif flag() {\n\t\tdefer s.Send(nil)\n\t\tdefer func() { go s.Send(nil) }()\n\t}\n") + "}\n",
		"chain": repeat(5_000, "func f#(s stream) { f#+(s) }\n") +
			"func f5000(s stream) { s.Send(nil) }\n\nfunc start(s stream) {\n\tgo f0(s)\n\tf0(s)\n}\n",
		"component": repeat(1_000, "func f#(s stream) {\n\tif flag() {\n\t\tgo f#+(s)\n\t}\n\tf#+(s)\n\tf500(s)\n\ts.Send(nil)\n}\n") + "func f1000(s stream) { f0(s) }\n",
		"literals":  "func f(s stream) {\n" + repeat(200, "go func() {\n") + "s.Send(nil)\n" + repeat(200, "}()\n") + "}\n",
		"fields": repeat(500, "type t# struct { s stream; next *t#+ }\n") + "type t500 struct { t0 }\n\n" +
			"func f(t *t0) {\n\tgo t.next.next.s.Send(nil)\n\tt" + strings.Repeat(".next", 300) + ".s.Send(nil)\n}\n",
		"parameters": "func f(" + repeat(300, "s# stream, ") + ") {\n" + repeat(300, "\tgo s#.Send(nil)\n\ts#.Recv()\n") + "}\n\n" +
			"func g(s stream) { f(" + repeat(300, "s, ") + ") }\n",
		"methods": "type t struct{ s stream }\n\nfunc New(s stream) *t {\n\tt := &t{s}\n" + repeat(300, "\tgo t.m#()\n") + "\treturn t\n}\n\n" +
			repeat(300, "func (t *t) m#() { t.s.Send(nil) }\n\nfunc (t *t) M#() { t.s.Recv() }\n"),
		"values": "func f(s stream) {\n\tvar g func()\n" + repeat(500, "\tif flag() {\n\t\tg = func() { go s.Send(nil) }\n\t}\n") + "\tg()\n\tg()\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			r, err := program{"p.go": header + text}.analyze(t)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d diagnostics", len(r.diagnostics))
		})
	}
}

func repeat(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("#+", strconv.Itoa(i+1), "#", strconv.Itoa(i)).Replace(text))
	}
	return b.String()
}

// calls is a program that calls a function of another package, which may have a fact.
const calls = header + "func f(s stream) { go s.Send(nil); chatpb.NewChatClient(nil) }\n"

// A fact that can't be read is an error that says whose fact it is.
func TestUnreadableFact(t *testing.T) {
	for name, fact := range map[string]code.Fact{
		"damaged": {Version: code.FactVersion, APIs: []string{contract.GRPC.Name}, Data: []byte{1, 2, 3}},
		"old":     {Version: code.FactVersion - 1, APIs: []string{contract.GRPC.Name}, Data: []byte{0, 0, 0}},
		"large":   {Version: code.FactVersion, APIs: []string{contract.GRPC.Name}, Data: bytes.Repeat([]byte{255}, 1<<20)},
	} {
		t.Run(name, func(t *testing.T) {
			p := program{"p.go": calls}
			r := p.load(t, []string{"p.go"})
			r.pass.ImportPackageFact = func(of *types.Package, f analysis.Fact) bool {
				c, ok := f.(*code.Fact)
				if ok {
					*c = fact
				}
				return ok && of.Name() == "chatpb"
			}
			err := r.analyze(t)
			if err == nil || !strings.Contains(err.Error(), "robust.test/p: import of streamvet.test/chatpb: ") {
				t.Errorf("error %v, want one that names both packages", err)
			}
			if len(r.diagnostics) > 0 {
				t.Errorf("reported in spite of it: %s", r)
			}
		})
	}
}

// A panic is an error that says where it was.
func TestPanic(t *testing.T) {
	for where, kind := range map[string]analysis.Fact{
		"robust.test/p: stage gate: internal error: out of order":         new(code.Fact),
		"robust.test/p: reading directives: internal error: out of order": new(directive.Fact),
	} {
		p := program{"p.go": calls}
		r := p.load(t, []string{"p.go"})
		r.pass.ImportPackageFact = func(_ *types.Package, f analysis.Fact) bool {
			if reflect.TypeOf(f) == reflect.TypeOf(kind) {
				panic("out of order")
			}
			return false
		}
		err := r.analyze(t)
		if err == nil || !strings.HasPrefix(err.Error(), where) || !strings.Contains(err.Error(), "robust_test.go") {
			t.Errorf("error %v, want one that begins with %q and has the stack", err, where)
		}
	}
}

// What doesn't compile is the compiler's to report.
func TestRunsOnSoundPackagesOnly(t *testing.T) {
	if analyzer.Analyzer.RunDespiteErrors {
		t.Error("the analyzer runs in spite of type errors")
	}
}
