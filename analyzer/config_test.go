package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
)

// A project is a directory with files of a module.
type project struct {
	t       *testing.T
	dir     string
	version string
}

func newProject(t *testing.T) *project {
	t.Helper()
	p := &project{t: t, dir: t.TempDir()}
	p.write("go.mod", "module robust.test\n")
	p.write("p.go", header+`
func old(s stream) {
	go func() { s.Send(nil) }()
	s.Send(nil)
}

func fresh(s stream) {
	go func() { s.Send(nil) }()
	s.Send(nil)
}
`)
	p.write("p_test.go", `package p

func inTest(s stream) {
	go s.Recv()
	s.Recv()
}
`)
	return p
}

func (p *project) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

// analyze analyzes the Go files, with these flags, and returns what was
// reported: files and categories.
func (p *project) analyze(flags ...string) ([]string, error) {
	p.t.Helper()
	files := program{}
	for _, name := range []string{"p.go", "p_test.go"} {
		name = filepath.Join(p.dir, name)
		text, err := os.ReadFile(name)
		if err != nil {
			p.t.Fatal(err)
		}
		files[name] = string(text)
	}
	r := files.load(p.t, []string{filepath.Join(p.dir, "p.go"), filepath.Join(p.dir, "p_test.go")})
	r.pass.ReadFile = os.ReadFile
	a := analyzer.New()
	if err := a.Flags.Parse(flags); err != nil {
		p.t.Fatal(err)
	}
	r.pass.Module.Version = p.version
	_, err := a.Run(r.pass)
	var got []string
	for _, d := range r.diagnostics {
		got = append(got, filepath.Base(r.pass.Fset.Position(d.Pos).Filename)+" "+d.Category)
	}
	return got, err
}

// A driver that runs the analyzer itself can have it do as the project's file
// says: baseline and flags. Flags that were set come first.
func TestConfig(t *testing.T) {
	p := newProject(t)
	p.write("base.txt", "sendsend robust.test/p old s.Send\nsendsend robust.test/q fresh s.Send\n")
	for _, tt := range []struct {
		file  string
		flags string
		want  string
	}{
		{`{"baseline": "base.txt", "tests": false}`, "", "p.go sendsend, p.go sendsend, p_test.go recvrecv"},
		{`{"baseline": "base.txt", "tests": false}`, "-config", "p.go sendsend"},
		{`{"baseline": "base.txt"}`, "-config", "p.go sendsend, p_test.go recvrecv"},
		{`{"tests": false}`, "-config", "p.go sendsend, p.go sendsend"},
		{`{"tests": false}`, "-config -tests", "p.go sendsend, p.go sendsend, p_test.go recvrecv"},
		{`{}`, "-config -tests=false", "p.go sendsend, p.go sendsend"},
	} {
		p.write(".streamvet.json", tt.file)
		got, err := p.analyze(strings.Fields(tt.flags)...)
		if err != nil || strings.Join(got, ", ") != tt.want {
			t.Errorf("%s with %q: reported %q, %v; want %s", tt.file, tt.flags, got, err, tt.want)
		}
	}
	if err := os.Remove(filepath.Join(p.dir, ".streamvet.json")); err != nil {
		t.Fatal(err)
	}
	if got, err := p.analyze("-config"); err != nil || len(got) != 3 {
		t.Errorf("without a file: reported %q, %v", got, err)
	}
}

// What can't be read is an error, not silence. Only the files of modules that
// people work in matter.
func TestConfigErrors(t *testing.T) {
	p := newProject(t)
	for text, want := range map[string]string{
		`{"test": false}`:      `.streamvet.json: key "test": it is unknown`,
		`{"executions": "x"}`:  `.streamvet.json: key "executions": want a number from 0`,
		`{"executions": -1}`:   `.streamvet.json: key "executions": want a number from 0`,
		`{"baseline": "p.go"}`: `p.go:1: not an entry`,
	} {
		p.write(".streamvet.json", text)
		if _, err := p.analyze("-config"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error is %v, want %s", text, err, want)
		}
		p.version = "v1.0.0"
		if got, err := p.analyze("-config"); err != nil || len(got) != 3 {
			t.Errorf("%s: of another module, it is not left alone: %v", text, err)
		}
		p.version = ""
	}
}
