package main

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/docs/checks"
)

// parse parses a command line of words.
func parse(words string) (*commandLine, error) {
	return parseCommandLine(strings.Fields(words), analyzer.Analyzer)
}

func TestParseCommandLine(t *testing.T) {
	here := []string{"."}
	tests := []struct {
		args string
		want commandLine // what is not said in it is as in an empty line
	}{
		{"", commandLine{packages: here}},
		{"./...", commandLine{packages: []string{"./..."}}},
		{"-tags x -json ./a ./b", commandLine{json: true, flags: []string{"-tags=x"}, packages: []string{"./a", "./b"}}},
		{"./a --race -tags=x,y", commandLine{flags: []string{"-race", "-tags=x,y"}, packages: []string{"./a"}}},
		{"-json=false ./a", commandLine{packages: []string{"./a"}}},
		{"-c 3 ./a -C d", commandLine{context: 3, dir: "d", packages: []string{"./a"}}},
		{"-p 4 -streamvet.tests=false -n", commandLine{dryRun: true, flags: []string{"-p=4", "-streamvet.tests=false", "-n"}, packages: here}},
		{"-gcflags -N -ldflags= -n=false", commandLine{flags: []string{"-gcflags=-N", "-ldflags=", "-n=false"}, packages: here}},
		{"-streamvet", commandLine{flags: []string{"-streamvet"}, packages: here}},
		{"-tags=a -- -C", commandLine{flags: []string{"-tags=a"}, packages: []string{"-C"}}},
		{"-modules all", commandLine{modules: allModules, packages: here}},
		{"-version", commandLine{version: true, packages: here}},
		{"-color always -report=short", commandLine{color: always, report: short, packages: here}},
		{"--help", commandLine{help: true, packages: here}},
		{"-explain sendsend", commandLine{explain: "sendsend", packages: here}},
		{"- --", commandLine{packages: []string{"-"}}},
	}
	for _, tt := range tests {
		tt.want.context = cmp.Or(tt.want.context, -1)
		tt.want.modules = cmp.Or(tt.want.modules, modulesOfWork)
		tt.want.color, tt.want.report = cmp.Or(tt.want.color, auto), cmp.Or(tt.want.report, auto)
		if got, err := parse(tt.args); err != nil || !reflect.DeepEqual(*got, tt.want) {
			t.Errorf("%q: parsed as %+v, %v; want %+v", tt.args, got, err, tt.want)
		}
	}
	for _, args := range []string{
		"-C", "-C=", "-c", "-c=x", "-explain", "-C a -C b", "-vettool", "-fixtool=x", "-fix", "-diff", "-streamvet=false",
		"-tags", "-nosuch", "-streamvet.nosuch", "-nosuch=x ./...", "-modules=x", "-modules", "-modules=all -modfile=x",
		"-baseline", "-baseline=", "-sarif a -sarif b", "-write-baseline a -baseline a", "-json -sarif -",
	} {
		if got, err := parse(args); err == nil {
			t.Errorf("%q: parsed as %+v, want an error", args, *got)
		}
	}
}

// All build flags that go vet knows are known.
func TestBuildFlags(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "help", "build").Output()
	if err != nil {
		t.Fatal(err)
	}
	_, flags, _ := strings.Cut(string(out), "The build flags are shared")
	flags, _, _ = strings.Cut(flags, "The -asmflags,")
	n := 0
	for line := range strings.Lines(flags) {
		name, ok := strings.CutPrefix(line, "\t-")
		if !ok {
			continue
		}
		name, rest, _ := strings.Cut(strings.TrimSpace(name), " ")
		switch name {
		case "C", "json", "cover", "covermode", "coverpkg": // not go vet's, or streamvet's
			continue
		}
		n++
		if takesValue, ok := goFlag(name, analyzer.Analyzer); !ok || takesValue != (rest != "") {
			t.Errorf("flag -%s: known is %t, takes a value %t; it has %q", name, ok, takesValue, rest)
		}
	}
	if n < 20 {
		t.Errorf("there are only %d flags in\n%s", n, flags)
	}
}

func TestListFlags(t *testing.T) {
	line, err := parse("-v -tags x -p=3 -race -streamvet.tests -mod=mod")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := listFlags(line.flags), []string{"-tags=x", "-race", "-mod=mod"}; !slices.Equal(got, want) {
		t.Errorf("flags %q, want %q", got, want)
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
	line, err := parseCommandLine(append(args, "./..."), analyzer.Analyzer)
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
	if !slices.Equal(got, want) || !slices.Equal(line.packages, []string{"./..."}) || line.flags != nil {
		t.Errorf("sinks %q, want %q; left for go vet: %q %q", got, want, line.flags, line.packages)
	}
}

// What is wrong with a sink is said in words that help.
func TestParseSinkErrors(t *testing.T) {
	for args, want := range map[string]string{
		"-baseline ./...":               `flag -baseline needs a file: "./..." names packages`,
		"-sarif ./a/... ./b":            `flag -sarif needs a file: "./a/..." names packages`,
		"-streamvet.executions=-1":      `flag -streamvet.executions: "-1": want a number from 0`,
		"-streamvet.executions many":    `flag -streamvet.executions: "many": want a number from 0`,
		"-color":                        "flag -color needs a value",
		"-color=yes":                    "flag -color: \"yes\" is none of auto, always, never",
		"-report=html":                  "flag -report: \"html\" is none of auto, long, short",
		"-report=long -c=1":             "flags -report=long and -c exclude each other",
		"-json -html -":                 "flags -html=- and -json or -sarif=- both write to standard output",
		"-sarif a -html ./a":            "flags -html and -sarif name the same file: a",
		"-sarif a -baseline a":          "flags -baseline and -sarif name the same file: a",
		"-write-baseline a -baseline b": "flags -write-baseline and -baseline exclude each other",
		"-sarif a -sarif b":             "flag -sarif given twice",
		"-json -sarif -":                "flags -json and -sarif=- both write to standard output",
	} {
		_, err := parse(args)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error is %v, want %s", args, err, want)
		}
	}
}

func TestExplain(t *testing.T) {
	r := newRunner(t, asReal, nil)
	if got := checks.Categories(); !slices.Equal(got, []string{"close-beside-write", "closesend", "concurrent-read", "concurrent-use", "concurrent-write", "recvrecv", "sendsend"}) {
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
		r.streamvet("-explain", category).wantSaying(t, exitUsage, "the categories are close-beside-write, closesend, concurrent-read, concurrent-use, concurrent-write, recvrecv, sendsend")
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
		for _, text := range []string{"Usage:", "-C DIR", "-json", "-modules=all", "3 if not all packages could be analyzed", "-explain CATEGORY", "//streamvet:ignore"} {
			if !strings.Contains(got.stdout, text) {
				t.Errorf("%s doesn't show %q:\n%s", flag, text, got.stdout)
			}
		}
		for _, s := range sinks() {
			if !strings.Contains(got.stdout, "-"+s.flag+" "+s.value) {
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
	r.streamvet("nowhere.cfg").wantSaying(t, exitUsage, "nowhere.cfg")
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
