package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// A mutant is a file in which one thing is changed.
type mutant struct {
	file     string // its name
	function string // the one that is changed
	line     int
	kind     string
	from, to string // the text in the place of which another one stands
	start    int    // where from begins in the file
	nth      int    // of those in the function that look like it, from 1
}

// id names the mutant, also when other functions have changed.
func (m *mutant) id() string {
	id := fmt.Sprintf("%s %s: %s: %s", m.file, m.function, m.kind, oneLine(m.from))
	if m.nth > 1 {
		id += fmt.Sprintf(" (%d)", m.nth)
	}
	return id
}

func (m *mutant) String() string {
	return fmt.Sprintf("%s:%d %s: %s: %s => %s", m.file, m.line, m.function, m.kind, oneLine(m.from), oneLine(m.to))
}

// oneLine returns a text without line breaks, and not too long.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 90 {
		text = text[:90] + "..."
	}
	return text
}

// apply returns the file's text with the change.
func (m *mutant) apply(text string) string {
	return text[:m.start] + m.to + text[m.start+len(m.from):]
}

// swaps are the operators that stand in the place of others.
var swaps = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.LAND: token.LOR, token.LOR: token.LAND,
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL,
	token.AND: token.OR, token.OR: token.AND, token.SHL: token.SHR, token.SHR: token.SHL,
}

// A finder collects the mutants of a file.
type finder struct {
	fset     *token.FileSet
	file     string
	text     string
	function string
	out      []*mutant
}

// mutants returns all mutants of a file, in order.
func mutants(file, text string) ([]*mutant, error) {
	f := &finder{fset: token.NewFileSet(), file: file, text: text}
	syntax, err := parser.ParseFile(f.fset, file, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range syntax.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || fn.Name.Name == "String" {
			continue
		}
		f.function = fn.Name.Name
		ast.Inspect(fn.Body, f.visit)
	}
	slices.SortStableFunc(f.out, func(a, b *mutant) int { return a.start - b.start })
	count := map[string]int{}
	for _, m := range f.out {
		id := m.id()
		count[id]++
		m.nth = count[id]
	}
	return f.out, nil
}

func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		f.add("negated condition", n.Cond, "!("+f.source(n.Cond)+")")
	case *ast.ForStmt:
		if n.Cond != nil {
			f.add("loop never entered", n.Cond, "false && "+f.source(n.Cond))
		}
	case *ast.BinaryExpr:
		if to, ok := swaps[n.Op]; ok && !isText(n.X) && !isText(n.Y) {
			f.addAt("operator", n.OpPos, n.Op.String(), to.String())
		}
	case *ast.ExprStmt:
		if _, ok := n.X.(*ast.CallExpr); ok {
			f.add("call removed", n, "")
		}
	case *ast.DeferStmt:
		f.add("defer removed", n, "")
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			f.add("assignment removed", n, blank(n, f))
		}
	case *ast.IncDecStmt:
		f.add("assignment removed", n, "")
	case *ast.BranchStmt:
		if n.Label == nil && n.Tok != token.FALLTHROUGH {
			f.add("jump removed", n, "")
		}
	case *ast.CaseClause:
		f.empty(n.Body)
	case *ast.CallExpr:
		// One in a hundred more or less is nothing that a test could notice.
		return !isProbability(n)
	case *ast.Ident:
		switch n.Name {
		case "true":
			f.add("constant", n, "false")
		case "false":
			f.add("constant", n, "true")
		}
	case *ast.BasicLit:
		if i, err := strconv.Atoi(n.Value); err == nil && n.Kind == token.INT {
			f.add("constant", n, strconv.Itoa(i+1))
		}
	}
	return true
}

// isProbability reports whether a call says how likely something is, and nothing else.
func isProbability(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return false
	}
	_, ok = call.Args[0].(*ast.BasicLit)
	return ok && slices.Contains([]string{"Percent", "Mostly", "MaybeError"}, sel.Sel.Name)
}

// empty takes the statements of a case away.
func (f *finder) empty(body []ast.Stmt) {
	if len(body) == 0 {
		return
	}
	start, end := f.offset(body[0].Pos()), f.offset(body[len(body)-1].End())
	f.addText("case emptied", start, f.text[start:end], "")
}

// blank returns what stands in the place of an assignment: what it computes may be used nowhere
// else.
func blank(n *ast.AssignStmt, f *finder) string {
	if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
		return ""
	}
	var left, right []string
	for i := range n.Lhs {
		left = append(left, "_")
		right = append(right, f.source(n.Rhs[i]))
	}
	return strings.Join(left, ", ") + " = " + strings.Join(right, ", ")
}

// isText reports whether an operand is a string for certain: no operator but + is for those.
func isText(e ast.Expr) bool {
	l, ok := e.(*ast.BasicLit)
	return ok && l.Kind == token.STRING
}

func (f *finder) offset(p token.Pos) int { return f.fset.Position(p).Offset }

func (f *finder) source(n ast.Node) string { return f.text[f.offset(n.Pos()):f.offset(n.End())] }

func (f *finder) add(kind string, n ast.Node, to string) {
	f.addText(kind, f.offset(n.Pos()), f.source(n), to)
}

func (f *finder) addAt(kind string, at token.Pos, from, to string) {
	f.addText(kind, f.offset(at), from, to)
}

func (f *finder) addText(kind string, start int, from, to string) {
	if from == to {
		return
	}
	f.out = append(f.out, &mutant{
		file: f.file, function: f.function, kind: kind, from: from, to: to, start: start,
		line: 1 + strings.Count(f.text[:start], "\n"),
	})
}

// sample returns n of the mutants, or all: one of each kind in turn, so that no
// kind crowds out the others.
func sample(all []*mutant, n int, seed uint64) []*mutant {
	random := rand.New(rand.NewPCG(seed, 0))
	all = slices.Clone(all)
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	turn := map[string]int{}
	order := map[*mutant]int{}
	for _, m := range all {
		order[m] = turn[m.kind]
		turn[m.kind]++
	}
	slices.SortStableFunc(all, func(a, b *mutant) int { return order[a] - order[b] })
	return all[:min(n, len(all))]
}
