package analyzer_test

import (
	"io"
	"os"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
)

// setFlag sets a flag of the analyzer for one test.
func setFlag(t *testing.T, name, value string) {
	t.Helper()
	f := analyzer.Analyzer.Flags.Lookup(name)
	if f == nil {
		t.Fatalf("no flag -%s", name)
	}
	old := f.Value.String()
	if err := f.Value.Set(value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Value.Set(old); err != nil {
			t.Error(err)
		}
	})
}

// What is partly in a test file is left out with -tests=false, and a directive
// that accepts it is none too many.
func TestLeaveOutTests(t *testing.T) {
	p := program{
		"p.go": header + `
func hello(s stream) {
	s.Send(nil)
}

func goodbye(s stream) {
	s.Send(nil) //streamvet:ignore sendsend only tests do that
}

func both(s stream) {
	go s.Recv()
	s.Recv()
}
`,
		"p_test.go": `package p

func helloInTest(s stream) {
	go s.Send(nil)
	hello(s)
}

func goodbyeInTest(s stream) {
	go s.Send(nil)
	goodbye(s)
}

//streamvet:ignore recvrecv there is nothing to accept
func nothing() {}
`,
	}
	check := func(want ...string) {
		t.Helper()
		r, err := p.analyze(t)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range r.diagnostics {
			got = append(got, r.pass.Fset.Position(d.Pos).Filename+" "+d.Category)
		}
		if strings.Join(got, ", ") != strings.Join(want, ", ") {
			t.Errorf("reported %q, want %q", got, want)
		}
	}
	check("p.go recvrecv", "p_test.go sendsend", "p_test.go directive")
	setFlag(t, "tests", "false")
	check("p.go recvrecv")
}

// debugOutput returns what is printed on standard error about a program with -debug.
func debugOutput(t *testing.T, p program) string {
	t.Helper()
	setFlag(t, "debug", "true")
	stderr := os.Stderr
	t.Cleanup(func() { os.Stderr = stderr })
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	os.Stderr = w
	_, err = p.analyze(t)
	w.Close()
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// -debug prints on standard error who called the package's code, and what that showed.
func TestDebug(t *testing.T) {
	out := debugOutput(t, program{"p.go": header + "func F(s stream) { go s.Send(nil); s.Send(nil) }\n"})
	for _, want := range []string{
		"streamvet: robust.test/p\n", "\nexecutions: ", ", blocks covered: 1 of 1\n", "\n  call F: ", "\nended: ", "\nraces: 1, ", "diagnostics: 1\n", "\nexplore: ",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

// What a terminal obeys is shown as it would be written in Go, wherever it stands
// in a program.
func TestPrintable(t *testing.T) {
	p := program{"a\x1b]0;t\a.go": header + "type streams = map[string]stream\n\n" +
		"func F(m streams) {\n\tgo m[`\x1b[31m\u202e`].Send(nil)\n\tm[`\x1b[31m\u202e`].Send(nil)\n}\n\n" +
		"//streamvet:ignore \x1b[31m because\n"}
	r, err := p.analyze(t)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, d := range r.diagnostics {
		text.WriteString(d.Message)
		for _, x := range d.Related {
			text.WriteString(x.Message)
		}
	}
	for _, want := range []string{"on m[`\\x1b[31m\\u202e`]", "at a\\x1b]0;t\\a.go:19", `unknown category "\x1b[31m"`} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s is not in %q", want, text.String())
		}
	}
	text.WriteString(debugOutput(t, p))
	if strings.ContainsAny(text.String(), "\x1b\a\u202e") {
		t.Errorf("not printable: %q", text.String())
	}
}

// The manual is the section of the package's comment.
func TestManual(t *testing.T) {
	doc := analyzer.Analyzer.Doc
	title, rest, _ := strings.Cut(doc, "\n\n")
	if title != "report calls on a stream or connection that may overlap" {
		t.Errorf("the first line is %q", title)
	}
	for _, want := range []string{"\t// WRONG\n", "\t// RIGHT\n", "sendsend", "recvrecv", "closesend", "//streamvet:ignore", "Limits"} {
		if !strings.Contains(rest, want) {
			t.Errorf("%q is not in the manual", want)
		}
	}
	if strings.Contains(doc, "package analyzer") || strings.HasSuffix(doc, "\n") {
		t.Errorf("the manual is not cut well:\n%s", doc)
	}
}
