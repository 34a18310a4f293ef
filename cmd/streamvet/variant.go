package main

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// forTest is a fact about a package that was built together with tests:
// it has test files inside, or it imports such a package. The latter
// happens if a's external tests import b, which imports a: for them the
// go command builds b once more, against a with its tests.
type forTest struct{}

func (*forTest) AFact()         {}
func (*forTest) String() string { return "built for a test" }

// trackVariants returns an analyzer that does as a does and keeps track of
// packages built for a test. If asked to be quiet, it reports nothing
// about a package that was built once more for the tests of another: what
// there is to find in it is found in the package as such. Nothing in the
// configuration of a run tells the two apart, so reportDependency would
// have both report; the facts do tell them apart.
func trackVariants(a *analysis.Analyzer, quiet bool) *analysis.Analyzer {
	tracking := *a
	tracking.FactTypes = append(slices.Clone(a.FactTypes), new(forTest))
	tracking.Run = func(pass *analysis.Pass) (any, error) {
		variant := importsForTest(pass)
		if variant || hasTestFile(pass) {
			pass.ExportPackageFact(new(forTest))
		}
		if variant && quiet {
			p := *pass
			p.Report = func(analysis.Diagnostic) {}
			pass = &p
		}
		return a.Run(pass)
	}
	return &tracking
}

func importsForTest(pass *analysis.Pass) bool {
	for _, imp := range pass.Pkg.Imports() {
		if pass.ImportPackageFact(imp, new(forTest)) {
			return true
		}
	}
	return false
}

func hasTestFile(pass *analysis.Pass) bool {
	for _, f := range pass.Files {
		if strings.HasSuffix(pass.Fset.File(f.Package).Name(), "_test.go") {
			return true
		}
	}
	return false
}
