// Flicker measures how many findings stay when code is edited without a change of its
// meaning: a statement that does nothing at the beginning of each function, renamed
// variables, functions in another order, an unrelated function, an unrelated file.
//
//	go run -C bench ./cmd/flicker [-dir DIR] [-every N] [PATTERN ...]
//
// For each package with findings it prints those that an edit has lost or added, and at the
// end the share that was kept. A finding is known by its category and the text of its line.
package main

import (
	"flag"
	"fmt"
	"go/types"
	"os"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/streamvet/streamvet/analyzer"
)

func main() {
	dir := flag.String("dir", "../testdata/src", "the module whose packages are edited")
	every := flag.Int("every", 1, "edit every N-th package with findings only")
	silent := flag.Bool("silent", false, "edit packages without findings as well")
	flag.Parse()
	patterns := flag.Args()
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	if err := run(*dir, *every, *silent, patterns); err != nil {
		fmt.Fprintln(os.Stderr, "flicker:", err)
		os.Exit(1)
	}
}

func run(dir string, every int, silent bool, patterns []string) error {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, patterns...)
	if err != nil {
		return err
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.Analyzer}, pkgs, nil)
	if err != nil {
		return err
	}
	var total, kept, moved, added, n int
	for _, act := range graph.Roots {
		if act.Err != nil {
			return fmt.Errorf("%s: %w", act.Package.PkgPath, act.Err)
		}
		if len(act.Diagnostics) == 0 && !silent {
			continue
		}
		if n++; n%every != 0 {
			continue
		}
		before := findings(act.Package, act.Diagnostics, nil)
		for _, e := range edits {
			after, err := analyze(act, e)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", act.Package.PkgPath, e.name, err)
			}
			total += len(before)
			for _, f := range before {
				switch {
				case contains(after, f):
					kept++
				case f.movedTo(after):
					moved++
					fmt.Printf("moved  %s: %s: %s\n", act.Package.PkgPath, e.name, f.line)
				default:
					fmt.Printf("lost   %s: %s: %s\n", act.Package.PkgPath, e.name, f.line)
				}
			}
			for _, f := range after {
				if !contains(before, f) && !f.movedTo(before) {
					added++
					fmt.Printf("added  %s: %s: %s\n", act.Package.PkgPath, e.name, f.line)
				}
			}
		}
	}
	fmt.Printf("packages: %d, findings after edits: %d of %d kept", n/every, kept, total)
	if total > 0 {
		fmt.Printf(" (%.2f %%)", 100*float64(kept)/float64(total))
	}
	fmt.Printf(", %d reported at the other call, %d added\n", moved, added)
	return nil
}

// analyze type-checks an edited package, with the imports that it had, and analyzes it.
func analyze(act *checker.Action, e edit) ([]finding, error) {
	pkg := act.Package
	p, err := e.apply(pkg)
	if err != nil {
		return nil, err
	}
	var diagnostics []analysis.Diagnostic
	pass := &analysis.Pass{
		Analyzer: analyzer.Analyzer, Fset: p.fset, Files: p.files, Pkg: p.types, TypesInfo: p.info,
		TypesSizes: pkg.TypesSizes,
		ReadFile:   os.ReadFile,
		Report:     func(d analysis.Diagnostic) { diagnostics = append(diagnostics, d) },
		ImportPackageFact: func(of *types.Package, f analysis.Fact) bool {
			return of != p.types && act.PackageFact(of, f)
		},
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ExportPackageFact: func(analysis.Fact) {},
		ExportObjectFact:  func(types.Object, analysis.Fact) {},
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
	}
	if pkg.Module != nil {
		pass.Module = &analysis.Module{Path: pkg.Module.Path, Version: pkg.Module.Version, GoVersion: pkg.Module.GoVersion}
	}
	if _, err := analyzer.Analyzer.Run(pass); err != nil {
		return nil, err
	}
	return findings(pkg, diagnostics, p), nil
}
