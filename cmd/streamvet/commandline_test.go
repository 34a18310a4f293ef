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
	for _, args := range []string{"-C", "-C=", "-c", "-c=x", "-explain", "-C a -C b", "-vettool", "-fixtool=x"} {
		if got, err := parseCommandLine(strings.Fields(args)); err == nil {
			t.Errorf("%q: parsed as %+v, want an error", args, *got)
		}
	}
}

// Each sink takes its file, and they come in the order of the list.
func TestParseSinks(t *testing.T) {
	var args, want []string
	for _, s := range sinks() {
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
}
