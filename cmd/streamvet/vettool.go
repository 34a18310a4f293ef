package main

import (
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/streamvet/streamvet/internal/source"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// isVetProtocol reports whether the go command runs us as its vet tool:
// to learn the version or the flags, or to analyze the package that a
// .cfg file describes. "help streamvet" belongs to it because it is about
// the analyzer: "help" alone, which go vet tells users to try, is our own.
// A folder with packages may have a name like that of such a file.
func isVetProtocol(args []string, a *analysis.Analyzer) bool {
	if len(args) == 0 {
		return false
	}
	return args[0] == "-V=full" || args[0] == "-flags" || args[0] == "help" && len(args) > 1 && args[1] == a.Name ||
		isConfig(args[len(args)-1])
}

func isConfig(arg string) bool {
	if !strings.HasSuffix(arg, ".cfg") {
		return false
	}
	info, err := os.Stat(arg)
	return err == nil && info.Mode().IsRegular()
}

// runTool does one step of the vet protocol, and exits.
func runTool(args []string, a *analysis.Analyzer) {
	var u unit
	if last := args[len(args)-1]; isConfig(last) {
		var err error
		if u, err = prepare(last, asksForFixes(args)); err != nil {
			complain(err)
			os.Exit(exitFindings)
		}
		if !u.asked {
			// Findings in a dependency are not shown: only its facts matter. A flag of the user's
			// comes first all the same.
			if f := a.Flags.Lookup("executions"); f != nil {
				f.DefValue = "0"
				if err := f.Value.Set(f.DefValue); err != nil {
					complain(err)
					os.Exit(exitFindings)
				}
			}
		}
	}
	useOneCPU()
	paceCollector()
	log.SetOutput(stderr()) // of unitchecker
	unitchecker.Main(confine(tellStatus(trackVariants(a, u.quiet), u.asked), u.dir))
}

// A unit is what the tool has to know of the package that it analyzes.
type unit struct {
	dir   string
	asked bool // findings are asked for, or printed as if they were
	quiet bool // as reportDependency returns it
}

// confine returns an analyzer that does as a does, on positions that lead to
// files of the package alone. They are printed, and lines of these files are
// shown: by the go command, and by what decodes its output.
func confine(a *analysis.Analyzer, dir string) *analysis.Analyzer {
	confined := *a
	confined.Run = func(pass *analysis.Pass) (any, error) {
		source.Confine(pass.Fset, pass.Files, dir)
		return a.Run(pass)
	}
	return &confined
}

// prepare looks at the configuration of a package before it is analyzed,
// and may change it: see reportDependency.
func prepare(cfgFile string, fixes bool) (unit, error) {
	data, err := os.ReadFile(cfgFile)
	if err != nil {
		return unit{}, err
	}
	var cfg unitchecker.Config
	if err := json.Unmarshal(data, &cfg); err != nil {
		return unit{}, fmt.Errorf("%s: %w", cfgFile, err)
	}
	if err := compareGoVersions(goCommandVersion(&cfg), runtime.Version()); err != nil {
		if cfg.VetxOnly {
			// One word for each package that was named is enough. The go
			// command would have one for all of the standard library.
			os.Exit(exitOK)
		}
		return unit{}, err
	}
	u := unit{dir: cfg.Dir, asked: !cfg.VetxOnly}
	if !fixes {
		u.quiet, err = reportDependency(cfgFile, data, &cfg)
		u.asked = u.asked || u.quiet
	}
	return u, err
}

// asksForFixes reports whether -fix is among the flags. Then a package that was not named must stay
// a mere dependency, since its files must not be rewritten.
func asksForFixes(args []string) bool {
	for _, arg := range args {
		if name, value, hasValue := cutFlag(arg); name == "fix" && (!hasValue || value != "false") {
			return true
		}
	}
	return false
}

// reportDependency works around a fault of the go command (1.26): under
// which key it caches the output of a vet tool doesn't depend on whether
// the package was named by the user, or is only the dependency of one
// that was. For the latter the tool is told to compute facts alone
// (VetxOnly), and the findings that it didn't print are what a later run
// on that very package is given: none.
//
// So where the two runs would share a key, this makes the configuration
// ask for findings in any case. The price is that they are printed also
// when only an importer of the package was named. It is done
//
//   - for packages of the user's own modules, since the findings in other
//     modules are nobody's business here;
//   - not for packages with tests inside: if named, they are analyzed
//     along with those, under another key, and would report twice.
//
// It returns whether it did so. Of the packages for which it did,
// trackVariants then silences those that were only built for a test.
func reportDependency(cfgFile string, data []byte, cfg *unitchecker.Config) (bool, error) {
	if !cfg.VetxOnly || !ofMainModule(cfg) {
		return false, nil
	}
	if has, err := hasInnerTests(cfg); has || err != nil {
		return false, err
	}

	// Only this field changes, among others that we may not know.
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return false, fmt.Errorf("%s: %w", cfgFile, err)
	}
	fields["VetxOnly"] = json.RawMessage("false")
	data, err := json.Marshal(fields)
	if err != nil {
		return false, err
	}
	// The file was made for this one run of the tool.
	return true, os.WriteFile(cfgFile, data, 0o666)
}

// ofMainModule reports whether the package belongs to a module that the
// user works in: only those have no version.
func ofMainModule(cfg *unitchecker.Config) bool {
	path, version := cfg.ModulePath, cfg.ModuleVersion
	if cfg.Module != nil { // from Go 1.27 on
		path, version = cfg.Module.Path, cfg.Module.Version
	}
	return path != "" && version == ""
}

// hasInnerTests reports whether the package has test files that belong to
// the package itself, in the current build configuration. Tests in
// package p_test are another package.
func hasInnerTests(cfg *unitchecker.Config) (bool, error) {
	if len(cfg.GoFiles) == 0 {
		return false, nil
	}
	fset := token.NewFileSet()
	first, err := parser.ParseFile(fset, cfg.GoFiles[0], nil, parser.PackageClauseOnly)
	if err != nil {
		return false, err
	}
	// What build constraints and tags leave out, the go command lists.
	ignored := make(map[string]bool)
	for _, name := range cfg.IgnoredFiles {
		ignored[filepath.Base(name)] = true
	}
	entries, err := os.ReadDir(cfg.Dir)
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, "_test.go") || name[0] == '_' || name[0] == '.' || ignored[name] {
			continue
		}
		name = filepath.Join(cfg.Dir, name)
		text, err := source.Read(name)
		if err != nil {
			continue
		}
		f, err := parser.ParseFile(fset, name, text, parser.PackageClauseOnly)
		if err == nil && f.Name.Name == first.Name.Name {
			return true, nil
		}
	}
	return false, nil
}
