package infer

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Package is the analysis of one package.
type Package struct {
	Fset  *token.FileSet
	Types *types.Package
	SSA   *ssa.Package
	// GRPC says that grpc is among the package's imports, direct or not, so that
	// what it calls by interfaces may be streams.
	GRPC bool
	// Fact returns the summary of a function of another package, or nil.
	Fact func(*types.Func) *summary.Summary
	// Analyzed reports whether the functions of another package have facts where
	// there is anything to say about them.
	Analyzed func(*types.Package) bool

	entries    map[*ssa.Function]*entry
	components *components
	order      []*ssa.Function // functions in the order in which they were finished
	functions  map[*summary.Summary]*ssa.Function
	givenAway  map[*summary.Summary][]int             // which objects a function hands to others behind interfaces
	taken      map[*summary.Summary]map[int]path.Path // locks of results, see replaced.go
	models     map[*types.Func]*summary.Summary       // see models.go
	names      map[string]types.Type
	modes      map[*summary.Summary]*modeSummary
	sites      map[*summary.Summary][]path.Root // where its objects are made in the end, by their indices
	current    *ssa.Function                    // being analyzed
	spent      map[budget]int                   // steps taken so far, by all frames
	all        []*ssa.Function

	facets          *facets
	usesStreams     mention                    // see seeds.go
	methods         map[string][]*ssa.Function // of the package, by name
	relevance       relevance
	guardedSides    *contract.Side // see guarded.go
	serviceTypes    *[]types.Type
	handlerNames    map[*types.Named]map[string]bool
	requestHandlers *requests

	// Stored reports whether a package among the imports, direct or not, stores to the
	// variable of yet another package that has a name.
	Stored func(variable string) bool

	// Skipped counts the functions that were given up, by reason.
	Skipped map[string][]string
}

// entry is what is known about one function.
type entry struct {
	sum       *summary.Summary
	conflicts []Conflict
}

// maxRoundsOfComponent bounds how often functions that call each other are
// analyzed. The summaries of most are stable after two rounds; one that isn't
// after the last keeps what it has, which loses reports.
const maxRoundsOfComponent = 4

// Conflict is two effects of one stream that may overlap in one function.
type Conflict struct {
	Category string
	A, B     summary.Effect
	Stream   string // names the stream within the function
	Variable string // the variable of a package through which the stream is found, if any
	Fn       *ssa.Function
	Frame    string // names the function, for grouping
}

// Summary returns the summary of fn, or nil if nothing is known about it.
func (p *Package) Summary(fn *ssa.Function) *summary.Summary { return p.summary(fn) }

// Conflicts returns the conflicts inside the functions analyzed so far, in the
// order in which the functions were finished.
func (p *Package) Conflicts() []Conflict {
	var out []Conflict
	for _, fn := range p.order {
		out = append(out, p.entries[fn].conflicts...)
	}
	return out
}

// summary returns the summary of fn as far as it is known.
func (p *Package) summary(fn *ssa.Function) *summary.Summary {
	fn = origin(fn)
	if fn.Blocks == nil {
		if obj := declared(fn); obj != nil && obj.Pkg() != p.Types {
			if sum := p.model(obj); sum != nil {
				return sum
			}
			return p.Fact(obj)
		}
		return nil
	}
	if p.entries == nil {
		p.entries = map[*ssa.Function]*entry{}
		p.components = newComponents()
		p.Skipped = map[string][]string{}
	}
	comp := p.components.find(fn)
	if !comp.done && !comp.active {
		p.solve(comp)
	}
	if e := p.entries[fn]; e != nil {
		return e.sum
	}
	return nil
}

// Dump writes the summaries of all functions analyzed so far, in the order in
// which they were finished.
func (p *Package) Dump() string {
	var b strings.Builder
	for _, fn := range p.order {
		if s := p.entries[fn].sum; !s.IsEmpty() {
			fmt.Fprintf(&b, "%s\n  %s\n", fn, strings.ReplaceAll(strings.TrimSpace(s.String()), "\n", "\n  "))
		}
	}
	return b.String()
}

// solve analyzes the functions of a component, and again while they change.
func (p *Package) solve(comp *component) {
	comp.active = true
	for round := range maxRoundsOfComponent {
		changed := false
		for _, fn := range comp.members {
			e := &entry{}
			e.sum, e.conflicts = p.analyze(fn)
			if comp.cyclic && (round == 0 || e.sum.String() != p.entries[fn].sum.String()) {
				changed = true
			}
			p.entries[fn] = e
			put(&p.functions, e.sum, fn)
		}
		if !changed {
			break
		}
	}
	comp.active, comp.done = false, true
	p.order = append(p.order, comp.members...)
}

// analyze runs one frame.
func (p *Package) analyze(fn *ssa.Function) (*summary.Summary, []Conflict) {
	outer := p.current
	p.current = fn
	f := newFrame(p, fn)
	var sum *summary.Summary
	var conflicts []Conflict
	b := f.budget
	switch {
	case p.spent[b] > b.all:
		p.skip("package too complex", fn)
	case f.run():
		sum, conflicts = f.export(), f.conflicts
	default:
		p.skip("too complex", fn)
	}
	put(&p.spent, b, p.spent[b]+f.steps)
	p.current = outer // not deferred: Current tells where a panic was
	return sum, conflicts
}

// Current returns the name of the function that is being analyzed, or "".
func (p *Package) Current() string {
	if p.current == nil {
		return ""
	}
	return p.current.String()
}

// typeName names a type so that its methods can be found again, here or in
// another package, and remembers it.
func (p *Package) typeName(t types.Type) string {
	t = types.Unalias(t)
	base := t
	if ptr, ok := t.(*types.Pointer); ok {
		base = types.Unalias(ptr.Elem())
	}
	n, ok := base.(*types.Named)
	if !ok {
		return ""
	}
	name := n.Origin().Obj().Name()
	if pkg := n.Obj().Pkg(); pkg != nil {
		name = pkg.Path() + "." + name
	}
	if base != t {
		name = "*" + name
	}
	if p.names == nil {
		p.names = map[string]types.Type{}
	}
	if p.names[name] == nil {
		p.names[name] = t
	}
	return name
}

// namedType returns the type that typeName has named, or nil.
func (p *Package) namedType(name string) types.Type {
	if t := p.names[name]; t != nil {
		return t
	}
	base, isPtr := strings.CutPrefix(name, "*")
	dot := strings.LastIndexByte(base, '.')
	if dot < 0 {
		return nil
	}
	pkg := p.findPackage(base[:dot])
	if pkg == nil {
		return nil
	}
	obj, ok := pkg.Scope().Lookup(base[dot+1:]).(*types.TypeName)
	if !ok {
		return nil
	}
	t := obj.Type()
	if isPtr {
		t = types.NewPointer(t)
	}
	if p.names == nil {
		p.names = map[string]types.Type{}
	}
	p.names[name] = t
	return t
}

// findPackage returns the package with an import path among those that are known
// here: this one and what it imports, directly or not.
func (p *Package) findPackage(importPath string) *types.Package {
	seen := map[*types.Package]bool{}
	var find func(*types.Package) *types.Package
	find = func(pkg *types.Package) *types.Package {
		if seen[pkg] {
			return nil
		}
		seen[pkg] = true
		if pkg.Path() == importPath {
			return pkg
		}
		for _, imp := range pkg.Imports() {
			if found := find(imp); found != nil {
				return found
			}
		}
		return nil
	}
	return find(p.Types)
}

// method returns the method called name of the named type, or nil.
func (p *Package) method(typ, name string) *ssa.Function {
	t := p.namedType(typ)
	if t == nil || types.IsInterface(t) {
		return nil
	}
	sel := p.SSA.Prog.MethodSets.MethodSet(t).Lookup(p.Types, name)
	if sel == nil {
		return nil
	}
	if n := named(t); n != nil && n.Origin().TypeParams().Len() > 0 && len(sel.Index()) == 1 {
		// Generic functions are analyzed as they are written.
		return p.SSA.Prog.FuncValue(sel.Obj().(*types.Func).Origin())
	}
	return p.SSA.Prog.MethodValue(sel)
}

// function returns the method that obj declares, in whatever package, or nil.
func (p *Package) function(obj *types.Func) *ssa.Function {
	if fn := p.SSA.Prog.FuncValue(obj); fn != nil {
		return fn
	}
	// Those of an import are made on demand, for a selection.
	recv := obj.Signature().Recv().Type()
	if sel := p.SSA.Prog.MethodSets.MethodSet(recv).Lookup(obj.Pkg(), obj.Name()); sel != nil {
		return p.SSA.Prog.MethodValue(sel)
	}
	return nil
}

// known reports whether a function without summary surely does nothing that
// matters, as opposed to never having been looked at.
func (p *Package) known(fn *ssa.Function) bool {
	fn = origin(fn)
	if fn.Blocks != nil {
		return true
	}
	obj := declared(fn)
	return obj != nil && obj.Pkg() != nil && (p.Analyzed(obj.Pkg()) && !contract.IsGRPC(obj.Pkg().Path()) || p.model(obj) != nil)
}

// summaryByName returns the summary of the package-level function of another
// package with the name that ssa.Function.String writes.
func (p *Package) summaryByName(name string) *summary.Summary {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return nil
	}
	pkg := p.findPackage(name[:dot])
	if pkg == nil {
		return nil
	}
	fn, ok := pkg.Scope().Lookup(name[dot+1:]).(*types.Func)
	if !ok {
		return nil
	}
	return p.Fact(fn)
}

// pos returns the position for a trace.
func (p *Package) pos(pos token.Pos) summary.Pos {
	return summary.NewPos(p.Fset, p.Types.Path(), pos)
}
