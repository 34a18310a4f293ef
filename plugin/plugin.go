// Package plugin makes streamvet a linter of golangci-lint, by its
// module plugin system. A golangci-lint that imports this package knows
// a linter of type "module" named "streamvet".
//
// The linter's settings are the flags of the analyzer, by name; see
// docs/golangci-lint.md.
package plugin

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/config"
)

// Registering when the package is loaded is what golangci-lint expects
// of a module plugin: it imports the package for nothing else.
func init() {
	register.Plugin(analyzer.Analyzer.Name, New)
}

// New returns the linter with the given settings: nil, or an object
// whose keys are names of the analyzer's flags.
func New(settings any) (register.LinterPlugin, error) {
	values, err := register.DecodeSettings[map[string]any](settings)
	if err != nil {
		return nil, err
	}
	// The project's file is for all who look at it, unless a setting says no.
	if _, ok := values[config.Flag]; !ok {
		values = maps.Clone(values)
		if values == nil {
			values = make(map[string]any)
		}
		values[config.Flag] = true
	}
	if err := setFlags(&analyzer.Analyzer.Flags, values); err != nil {
		return nil, err
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("looking for %s: %w", config.Name, err)
	}
	return linter{dir}, nil
}

type linter struct {
	dir string // in which golangci-lint runs
}

// BuildAnalyzers implements [register.LinterPlugin].
func (l linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	list := []*analysis.Analyzer{withoutRelated(analyzer.Analyzer)}
	if mark := config.Mark(l.dir, &analyzer.Analyzer.Flags); mark != nil {
		list = append(list, mark)
	}
	return list, nil
}

// GetLoadMode implements [register.LinterPlugin].
func (linter) GetLoadMode() string { return register.LoadModeTypesInfo }

// withoutRelated returns a twin of a whose diagnostics have no related
// places. golangci-lint would print each of them as an issue of its own,
// away from the finding that it explains, even where the place is in a
// file that the user never asked about. The message tells the story alone.
func withoutRelated(a *analysis.Analyzer) *analysis.Analyzer {
	twin := *a
	twin.Run = func(pass *analysis.Pass) (any, error) {
		p := *pass
		p.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			pass.Report(d)
		}
		return a.Run(&p)
	}
	return &twin
}

// setFlags sets the named flags. The elements of a list are joined by
// commas.
func setFlags(fs *flag.FlagSet, values map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if fs.Lookup(name) == nil {
			return fmt.Errorf("unknown setting %q: %s", name, known(fs))
		}
		value, err := flagValue(values[name])
		if err != nil {
			return fmt.Errorf("setting %q: %w", name, err)
		}
		if err := fs.Set(name, value); err != nil {
			return fmt.Errorf("setting %q can't be %q: %w", name, value, err)
		}
	}
	return nil
}

func known(fs *flag.FlagSet) string {
	var names []string
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if len(names) == 0 {
		return "streamvet has none"
	}
	return "streamvet has " + strings.Join(names, ", ")
}

// flagValue writes a setting as a flag's value.
func flagValue(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case float64: // never as 1e+06, which an integer flag would refuse
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case []any:
		var elems []string
		for _, e := range v {
			s, err := flagValue(e)
			if err != nil {
				return "", err
			}
			elems = append(elems, s)
		}
		return strings.Join(elems, ","), nil
	default:
		return "", fmt.Errorf("want a text, a number, true, false or a list of them")
	}
}
