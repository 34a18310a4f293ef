package vet

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// A unit is a package to analyze.
type unit struct {
	files  []*ast.File
	types  *types.Package
	info   *types.Info
	module *analysis.Module
}

// run runs the analyzer, and what it requires, on a package whose imports have
// been analyzed.
func (d *Driver) run(u *unit) ([]analysis.Diagnostic, error) {
	results := make(map[*analysis.Analyzer]any)
	var diagnostics []analysis.Diagnostic
	var run func(a *analysis.Analyzer) error
	run = func(a *analysis.Analyzer) error {
		if _, ok := results[a]; ok {
			return nil
		}
		required := make(map[*analysis.Analyzer]any)
		for _, r := range a.Requires {
			if err := run(r); err != nil {
				return err
			}
			required[r] = results[r]
		}
		pass := d.pass(a, u, required)
		if a == d.analyzer {
			pass.Report = func(d analysis.Diagnostic) { diagnostics = append(diagnostics, d) }
		}
		result, err := a.Run(pass)
		if err != nil {
			return fmt.Errorf("%s on %s: %w", a.Name, u.types.Path(), err)
		}
		results[a] = result
		return nil
	}
	if err := run(d.analyzer); err != nil {
		return nil, err
	}
	return diagnostics, nil
}

func (d *Driver) pass(a *analysis.Analyzer, u *unit, required map[*analysis.Analyzer]any) *analysis.Pass {
	return &analysis.Pass{
		Analyzer:   a,
		Fset:       d.fset,
		Files:      u.files,
		Pkg:        u.types,
		TypesInfo:  u.info,
		TypesSizes: d.sizes,
		Module:     u.module,
		ResultOf:   required,
		Report:     func(analysis.Diagnostic) {},
		ReadFile:   func(string) ([]byte, error) { return nil, fmt.Errorf("generated programs have no files") },
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			return d.facts.get(obj, fact)
		},
		ExportObjectFact: func(obj types.Object, fact analysis.Fact) {
			d.facts.set(obj, obj.Pkg(), fact)
		},
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool {
			return d.facts.get(pkg, fact)
		},
		ExportPackageFact: func(fact analysis.Fact) {
			d.facts.set(u.types, u.types, fact)
		},
		AllObjectFacts:  d.facts.objects,
		AllPackageFacts: d.facts.packages,
	}
}

// facts holds facts about objects and packages.
type facts struct {
	byKey map[factKey]analysis.Fact
	keys  map[*types.Package][]factKey
}

type factKey struct {
	about any // a types.Object or *types.Package
	typ   reflect.Type
}

func newFacts() *facts {
	return &facts{byKey: make(map[factKey]analysis.Fact), keys: make(map[*types.Package][]factKey)}
}

func (f *facts) get(about any, into analysis.Fact) bool {
	fact, ok := f.byKey[factKey{about, reflect.TypeOf(into)}]
	if ok {
		reflect.ValueOf(into).Elem().Set(reflect.ValueOf(fact).Elem())
	}
	return ok
}

func (f *facts) set(about any, pkg *types.Package, fact analysis.Fact) {
	key := factKey{about, reflect.TypeOf(fact)}
	if _, ok := f.byKey[key]; !ok {
		f.keys[pkg] = append(f.keys[pkg], key)
	}
	f.byKey[key] = fact
}

// forget drops the facts of packages that are not needed any more.
func (f *facts) forget(packages map[string]*types.Package) {
	for _, p := range packages {
		for _, key := range f.keys[p] {
			delete(f.byKey, key)
		}
		delete(f.keys, p)
	}
}

func (f *facts) objects() []analysis.ObjectFact {
	var out []analysis.ObjectFact
	for key, fact := range f.byKey {
		if obj, ok := key.about.(types.Object); ok {
			out = append(out, analysis.ObjectFact{Object: obj, Fact: fact})
		}
	}
	return out
}

func (f *facts) packages() []analysis.PackageFact {
	var out []analysis.PackageFact
	for key, fact := range f.byKey {
		if pkg, ok := key.about.(*types.Package); ok {
			out = append(out, analysis.PackageFact{Package: pkg, Fact: fact})
		}
	}
	return out
}
