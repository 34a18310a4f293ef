package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/docs/checks"
)

func TestParseCommandLine(t *testing.T) {
	tests := []struct {
		args string
		want commandLine
	}{
		{"", commandLine{context: -1}},
		{"./...", commandLine{context: -1, rest: []string{"./..."}}},
		{"-tags x -json ./a ./b", commandLine{context: -1, json: true, rest: []string{"-tags", "x", "-json", "./a", "./b"}}},
		{"-json=false ./a", commandLine{context: -1, rest: []string{"-json=false", "./a"}}},
		{"-c 3 ./a -C d", commandLine{context: 3, dir: "d", rest: []string{"-c=3", "./a"}}},
		{"-tags=a -- -C", commandLine{context: -1, rest: []string{"-tags=a", "--", "-C"}}},
		{"-version", commandLine{context: -1, version: true}},
		{"--help", commandLine{context: -1, help: true}},
		{"-explain sendsend", commandLine{context: -1, explain: "sendsend"}},
		{"- --", commandLine{context: -1, rest: []string{"-", "--"}}},
	}
	for _, tt := range tests {
		got, err := parseCommandLine(strings.Fields(tt.args))
		if err != nil {
			t.Errorf("%q: %v", tt.args, err)
			continue
		}
		if got.help != tt.want.help || got.version != tt.want.version || got.explain != tt.want.explain ||
			got.dir != tt.want.dir || got.json != tt.want.json || got.context != tt.want.context ||
			len(got.sinks) != 0 || !slices.Equal(got.rest, tt.want.rest) {
			t.Errorf("%q: parsed as %+v, want %+v", tt.args, *got, tt.want)
		}
	}
	for _, args := range []string{
		"-C", "-C=", "-c", "-c=x", "-explain", "-C a -C b", "-vettool", "-fixtool=x", "-fix",
		"-baseline", "-baseline=", "-sarif a -sarif b", "-write-baseline a -baseline a", "-json -sarif -",
	} {
		if got, err := parseCommandLine(strings.Fields(args)); err == nil {
			t.Errorf("%q: parsed as %+v, want an error", args, *got)
		}
	}
}

// Each sink takes its file, and they come in the order of the list.
func TestParseSinks(t *testing.T) {
	var args, want []string
	for _, s := range sinks() {
		if s.flag == "write-baseline" {
			continue // it excludes another one
		}
		args = append([]string{"-" + s.flag, s.flag + ".out"}, args...)
		want = append(want, s.flag)
	}
	line, err := parseCommandLine(append(args, "./..."))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range line.sinks {
		got = append(got, u.flag)
		if u.file != u.flag+".out" {
			t.Errorf("-%s goes to %q", u.flag, u.file)
		}
	}
	if !slices.Equal(got, want) || !slices.Equal(line.rest, []string{"./..."}) {
		t.Errorf("sinks %q, want %q; left for go vet: %q", got, want, line.rest)
	}
}

// What is wrong with a sink is said in words that help.
func TestParseSinkErrors(t *testing.T) {
	for args, want := range map[string]string{
		"-baseline ./...":               `flag -baseline needs a file: "./..." names packages`,
		"-sarif ./a/... ./b":            `flag -sarif needs a file: "./a/..." names packages`,
		"-write-baseline a -baseline a": "flags -write-baseline and -baseline exclude each other",
		"-sarif a -sarif b":             "flag -sarif given twice",
		"-json -sarif -":                "flags -json and -sarif=- both write to standard output",
	} {
		_, err := parseCommandLine(strings.Fields(args))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error is %v, want %s", args, err, want)
		}
	}
}

func TestExplain(t *testing.T) {
	r := newRunner(t, asReal, nil)
	if got := checks.Categories(); !slices.Equal(got, []string{"closesend", "recvrecv", "sendsend"}) {
		t.Errorf("categories %q", got)
	}
	for _, category := range checks.Categories() {
		page, err := os.ReadFile(filepath.Join("..", "..", "docs", "checks", category+".md"))
		if err != nil {
			t.Fatal(err)
		}
		got := r.streamvet("-explain", category)
		if got.code != 0 || got.stdout != string(page) {
			t.Errorf("-explain %s: exit code %d, and not the text of the page:\n%s", category, got.code, got.stdout)
		}
	}
	if got, flag := r.streamvet("explain", "sendsend"), r.streamvet("-explain", "sendsend"); got != flag {
		t.Errorf("explain sendsend: %+v", got)
	}
	if got, flag := r.streamvet("help", "sendsend"), r.streamvet("-explain", "sendsend"); got != flag {
		t.Errorf("help sendsend: %+v", got)
	}
	for _, category := range []string{"nosuch", "../checks", "sendsend.md", "checks.go"} {
		r.streamvet("-explain", category).wantSaying(t, exitUsage, "the categories are closesend, recvrecv, sendsend")
	}
}

func TestVersionAndHelp(t *testing.T) {
	r := newRunner(t, asReal, nil)
	for _, flag := range []string{"-version", "version"} {
		if got := r.streamvet(flag); got.code != 0 || !strings.HasPrefix(got.stdout, "streamvet ") {
			t.Errorf("%s: %+v", flag, got)
		}
	}
	// Go vet sends people to "help" and "-help".
	for _, flag := range []string{"-h", "-help", "--help", "help"} {
		got := r.streamvet(flag)
		if got.code != 0 || got.stderr != "" {
			t.Errorf("%s: exit code %d, standard error %q", flag, got.code, got.stderr)
		}
		for _, text := range []string{"Usage:", "-C DIR", "-json", "-explain CATEGORY", "//streamvet:ignore"} {
			if !strings.Contains(got.stdout, text) {
				t.Errorf("%s doesn't show %q:\n%s", flag, text, got.stdout)
			}
		}
		for _, s := range sinks() {
			if !strings.Contains(got.stdout, "-"+s.flag+" FILE") {
				t.Errorf("%s doesn't show -%s:\n%s", flag, s.flag, got.stdout)
			}
		}
		for _, c := range commands() {
			if !strings.Contains(got.stdout, "streamvet "+c.name) {
				t.Errorf("%s doesn't show %s:\n%s", flag, c.name, got.stdout)
			}
		}
		for line := range strings.SplitSeq(got.stdout, "\n") {
			if len(line) > 100 {
				t.Errorf("%s: a line of %d characters: %s", flag, len(line), line)
			}
		}
	}
}

// The flags of the analyzer show what they are if left out.
func TestHelpShowsDefaults(t *testing.T) {
	got := newRunner(t, asReal, nil).streamvet("-h").stdout
	if !strings.Contains(got, "in test files (default true)\n") || strings.Contains(got, "default false") {
		t.Errorf("the help doesn't tell defaults, or those that go without saying:\n%s", got)
	}
}

// Each command has a help of its own, and tells what it can't do.
func TestHelpOfCommands(t *testing.T) {
	r := newRunner(t, asReal, nil)
	for _, c := range commands() {
		for _, args := range [][]string{{c.name, "-h"}, {c.name, "-help"}, {"help", c.name}} {
			r.streamvet(args...).wantSaying(t, exitOK, "usage: streamvet "+c.name)
		}
	}
	r.streamvet("gopls", "install", "-h").wantSaying(t, exitOK, "usage: streamvet gopls install", "-source")
	r.streamvet("gopls").wantSaying(t, exitUsage, "usage: streamvet gopls install")
	r.streamvet("gopls", "uninstall").wantSaying(t, exitUsage, `streamvet: gopls uninstall is unknown: there is only gopls install`)
	r.streamvet("gopls", "install", "-version=", "-source=.").wantSaying(t, exitUsage, "flag -version has an empty value")
	r.streamvet("lsp", "-x").wantSaying(t, exitUsage, `lsp takes no arguments: "-x"`)
	r.streamvet("help", "nosuch").wantSaying(t, exitUsage, `there is no help about "nosuch"`, "streamvet", "sendsend", "gopls")
}

// The words of the vet protocol reach the protocol.
func TestVetProtocol(t *testing.T) {
	r := newRunner(t, asReal, nil)
	if got := r.streamvet("-V=full"); got.code != 0 || !strings.Contains(got.stdout, " buildID=") {
		t.Errorf("-V=full: %+v", got)
	}
	if got := r.streamvet("-flags"); got.code != 0 || !strings.HasPrefix(got.stdout, "[") {
		t.Errorf("-flags: %+v", got)
	}
	if got := r.streamvet("help", "streamvet"); got.code != 0 || !strings.HasPrefix(got.stdout, "streamvet: report calls") {
		t.Errorf("help streamvet: %+v", got)
	}
	r.streamvet("nowhere.cfg").wantSaying(t, 1, "nowhere.cfg")
	writeFile(t, filepath.Join(r.dir, "vet.cfg"), "{")
	r.streamvet("vet.cfg").wantSaying(t, 1, "streamvet: vet.cfg: unexpected end of JSON input")
}

// A folder of packages may have the name of a file of the vet protocol.
func TestFolderLikeConfig(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"x.cfg/a.go": fileA, "sub/x.cfg/a.go": fileA, "sub/y/a.go": fileA})
	r.streamvet("./x.cfg").want(t, exitFindings, "x.cfg/a.go:3:6: found MarkA")
	r.streamvet("./sub/y", "./x.cfg").want(t, exitFindings, "sub/y/a.go:3:6: found MarkA", "x.cfg/a.go:3:6: found MarkA")
	r.streamvet("-C", "sub", "./x.cfg").want(t, exitFindings, "x.cfg/a.go:3:6: found MarkA")
	r.streamvet("example.com/m/x.cfg").want(t, exitFindings, "x.cfg/a.go:3:6: found MarkA")
}
