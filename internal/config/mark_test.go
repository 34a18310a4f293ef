package config

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/treetest"
)

// Each change of the file, and of the baseline that it names, changes the name.
func TestMark(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{"base.txt": "", "go.mod": ""})
	if m := Mark(dir, flags()); m != nil {
		t.Errorf("without a file, it is %s", m.Name)
	}
	seen := make(map[string]bool)
	for _, change := range []struct{ name, text string }{
		{Name, `{"tests": false}`},
		{Name, `{"baseline": "base.txt"}`},
		{"base.txt", "sendsend a F s.Send\n"},
		{Name, "no JSON"},
	} {
		if err := os.WriteFile(filepath.Join(dir, change.name), []byte(change.text), 0o666); err != nil {
			t.Fatal(err)
		}
		m := Mark(dir, flags())
		if err := analysis.Validate([]*analysis.Analyzer{m}); err != nil {
			t.Error(err)
		}
		if again := Mark(filepath.Join(dir, "sub"), flags()); seen[m.Name] || again.Name != m.Name {
			t.Errorf("after a change of %s, it is %s, and in a folder below %s", change.name, m.Name, again.Name)
		}
		seen[m.Name] = true
	}
}
