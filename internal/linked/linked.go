// Package linked makes the program that belongs to a package under analysis, of its own code and
// the code in the facts of its imports.
package linked

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/ssabuild"
)

// A Program is the code of a package, and the types that it uses. It does not refer to the SSA
// form, which takes as much memory again.
type Program struct {
	*code.Program
	Types *code.Types
}

// New returns the program of a pass that may get hold of objects of the given APIs.
func New(pass *analysis.Pass, apis contract.Set) (*Program, error) {
	ssapkg := ssabuild.Build(pass)
	universe := code.NewUniverse()
	translator := code.NewTranslator(universe, pass.Fset)
	for _, fn := range ssabuild.Functions(pass, ssapkg) {
		translator.Func(fn)
	}
	lists, known := [][]*code.Func{translator.Funcs()}, map[string]bool{}
	for _, f := range lists[0] {
		known[f.Name] = true
	}
	for _, imp := range pass.Pkg.Imports() {
		fact := new(code.Fact)
		if !pass.ImportPackageFact(imp, fact) || len(fact.Data) == 0 {
			continue
		}
		funcs, err := code.Decode(universe, fact, known)
		if err != nil {
			return nil, fmt.Errorf("import of %s: %w", imp.Path(), err)
		}
		lists = append(lists, funcs)
	}
	program := code.Link(universe, pass.Pkg.Path(), lists...)
	program.APIs = apis
	return &Program{program, translator.Types}, nil
}

// Export fills in a fact with the code that importers have to run.
func (p *Program) Export(pass *analysis.Pass, fact *code.Fact) (exported []*code.Func) {
	if exported = p.Exported(); len(exported) > 0 {
		fact.Data = code.Encode(exported).Data
		fact.Registers = code.Registers(exported)
		fact.APIs = ssabuild.GivenOn(pass, p.APIs, exported).Names()
	}
	return exported
}
