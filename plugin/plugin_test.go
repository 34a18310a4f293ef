package plugin

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/analyzer"
)

func TestRegistered(t *testing.T) {
	newPlugin, err := register.GetPlugin("streamvet")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(nil)
	if err != nil {
		t.Fatalf("without settings: %v", err)
	}
	if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
		t.Errorf("load mode is %q, want %q", got, register.LoadModeTypesInfo)
	}
	list, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(list); err != nil {
		t.Error(err)
	}
	if len(list) != 1 || list[0].Name != analyzer.Analyzer.Name {
		t.Errorf("analyzers are %v, want streamvet alone", list)
	}
}

// What golangci-lint keeps changes with the project's file.
func TestMark(t *testing.T) {
	dir := t.TempDir()
	names := func() (names []string) {
		t.Helper()
		list, err := linter{dir}.BuildAnalyzers()
		if err == nil {
			err = analysis.Validate(list)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range list {
			names = append(names, a.Name)
		}
		return names
	}
	if got := names(); len(got) != 1 {
		t.Errorf("without a file, analyzers are %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, ".streamvet.json"), []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := names(); len(got) != 2 || got[0] != "streamvet" {
		t.Errorf("with a file, analyzers are %q", got)
	}
}

// The project's file is read unless a setting says no.
func TestConfigSetting(t *testing.T) {
	f := analyzer.Analyzer.Flags.Lookup("config")
	for settings, want := range map[bool]string{true: "true", false: "false"} {
		if _, err := New(map[string]any{"config": settings}); err != nil || f.Value.String() != want {
			t.Errorf("with the setting %t, the flag is %s; %v", settings, f.Value, err)
		}
		if _, err := New(nil); err != nil || f.Value.String() != "true" {
			t.Errorf("without a setting, the flag is %s; %v", f.Value, err)
		}
	}
}

func TestUnknownSetting(t *testing.T) {
	_, err := New(map[string]any{"no-such-flag": true})
	if err == nil || !strings.Contains(err.Error(), "no-such-flag") {
		t.Errorf("error is %v, want one that names the setting", err)
	}
}

func TestWithoutRelated(t *testing.T) {
	given := analysis.Diagnostic{
		Pos: 7, End: 9, Category: "sendsend", URL: "https://example.com", Message: "a message",
		Related:        []analysis.RelatedInformation{{Pos: 3, Message: "there"}},
		SuggestedFixes: []analysis.SuggestedFix{{Message: "a fix"}},
	}
	a := &analysis.Analyzer{Name: "fake", Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(given)
		return "result", nil
	}}
	var got []analysis.Diagnostic
	pass := &analysis.Pass{Analyzer: a, Report: func(d analysis.Diagnostic) { got = append(got, d) }}
	res, err := withoutRelated(a).Run(pass)
	if res != "result" || err != nil {
		t.Errorf("Run returned %v, %v", res, err)
	}
	if len(got) != 1 {
		t.Fatalf("%d diagnostics, want 1", len(got))
	}
	d := got[0]
	if d.Related != nil {
		t.Errorf("related places were not dropped: %v", d.Related)
	}
	if d.Pos != given.Pos || d.End != given.End || d.Category != given.Category ||
		d.URL != given.URL || d.Message != given.Message || len(d.SuggestedFixes) != 1 {
		t.Errorf("something else changed: %+v", d)
	}
}

func TestSetFlags(t *testing.T) {
	var (
		on   bool
		n    int
		list string
	)
	newSet := func() *flag.FlagSet {
		fs := flag.NewFlagSet("", flag.ContinueOnError)
		fs.BoolVar(&on, "on", false, "")
		fs.IntVar(&n, "n", 0, "")
		fs.StringVar(&list, "list", "", "")
		return fs
	}
	err := setFlags(newSet(), map[string]any{"on": true, "n": 1e6, "list": []any{"a", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	if !on || n != 1_000_000 || list != "a,b" {
		t.Errorf("on=%t n=%d list=%q", on, n, list)
	}

	for name, values := range map[string]map[string]any{
		"unknown name":    {"off": true},
		"not a number":    {"n": "many"},
		"object as value": {"list": map[string]any{"a": 1.0}},
		"object in list":  {"list": []any{map[string]any{}}},
		"null":            {"list": nil},
	} {
		if err := setFlags(newSet(), values); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
