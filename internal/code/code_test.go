package code_test

import (
	"bytes"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/enginetest"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/model"
)

// programs are packages with all kinds of code: those by which the machine is tested.
func programs(tb testing.TB) []*enginetest.Package {
	tb.Helper()
	loaded.Lock()
	defer loaded.Unlock()
	if loaded.pkgs != nil {
		return loaded.pkgs
	}
	for _, name := range []string{"values", "race"} {
		files := map[string]string{}
		names, err := filepath.Glob(filepath.Join("..", "machine", "testdata", name, "*.go"))
		if err != nil || len(names) == 0 {
			tb.Fatalf("no programs %s (%v)", name, err)
		}
		for _, file := range names {
			text, err := os.ReadFile(file)
			if err != nil {
				tb.Fatal(err)
			}
			files[filepath.Base(file)] = string(text)
		}
		loaded.pkgs = append(loaded.pkgs, enginetest.Load(tb, name, files))
	}
	return loaded.pkgs
}

var loaded struct {
	sync.Mutex
	pkgs []*enginetest.Package
}

// Every kind of instruction that package ssa has occurs in the programs, and has been translated.
func TestInstructions(t *testing.T) {
	kinds, ops := map[string]bool{}, map[code.Op]bool{}
	for _, p := range programs(t) {
		for _, instr := range p.Instrs {
			kinds[reflect.TypeOf(instr).Elem().Name()] = true
		}
		for _, f := range p.Funcs {
			for _, b := range f.Blocks {
				for _, in := range b.Instrs {
					ops[in.Op] = true
					if in.Op == code.Unknown {
						t.Errorf("%s, line %d: %s is unknown", f.Name, in.Line, in.S)
					}
				}
			}
		}
	}
	for _, kind := range instructions(t) {
		// A DebugRef does nothing, and is made only if it is asked for.
		if !kinds[kind] && kind != "DebugRef" {
			t.Errorf("no program has a %s", kind)
		}
	}
	for op := range code.Unknown {
		// A Getter is made of a call of a protocol buffer's method.
		if !ops[op] && op != code.Getter {
			t.Errorf("no program has instruction %d", op)
		}
	}
}

// instructions returns the names of the types of instructions that package ssa has.
func instructions(t *testing.T) []string {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Context: t.Context(), Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports}, "golang.org/x/tools/go/ssa")
	if err != nil || len(pkgs) != 1 || len(pkgs[0].Errors) > 0 {
		t.Fatalf("loading package ssa: %v, %v", pkgs, err)
	}
	scope := pkgs[0].Types.Scope()
	instruction := scope.Lookup("Instruction").Type().Underlying().(*types.Interface)
	var out []string
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if ok && obj.Exported() && types.Implements(types.NewPointer(obj.Type()), instruction) && !types.IsInterface(obj.Type()) {
			out = append(out, name)
		}
	}
	if len(out) < 30 {
		t.Fatalf("package ssa has only %v", out)
	}
	return out
}

// Every operator that the language has is translated: of the unary ones package ssa has no +.
func TestOperators(t *testing.T) {
	unary, binary := map[token.Token]bool{}, map[token.Token]bool{}
	for _, p := range programs(t) {
		for _, instr := range p.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				unary[instr.Op] = true
			case *ssa.BinOp:
				binary[instr.Op] = true
			}
		}
	}
	for _, op := range []token.Token{token.NOT, token.SUB, token.XOR, token.MUL, token.ARROW} {
		if !unary[op] {
			t.Errorf("no program has the unary operator %s", op)
		}
	}
	for _, op := range []token.Token{
		token.ADD, token.SUB, token.MUL, token.QUO, token.REM, token.AND, token.OR, token.XOR, token.SHL, token.SHR, token.AND_NOT,
		token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ,
	} {
		if !binary[op] {
			t.Errorf("no program has the binary operator %s", op)
		}
	}
}

// What the translation doesn't know becomes an instruction that says so, and nothing is left out.
func TestUnknownInstruction(t *testing.T) {
	type strange struct{ ssa.Instruction }
	p := enginetest.Load(t, "p", map[string]string{"p.go": "package p\n\nfunc f(n *int) { *n = 1 }\n"})
	fn := p.Instrs[0].Parent()
	known := len(fn.Blocks[0].Instrs)
	fn.Blocks[0].Instrs[0] = strange{fn.Blocks[0].Instrs[0]}
	block := code.NewTranslator(code.NewUniverse(), p.Fset).Func(fn).Blocks[0]
	if len(block.Instrs) != known {
		t.Fatalf("%d instructions, want %d", len(block.Instrs), known)
	}
	if in := block.Instrs[0]; in.Op != code.Unknown || in.S != "instruction code_test.strange" {
		t.Errorf("the instruction is %d %q", in.Op, in.S)
	}
}

// The same functions give the same bytes, in whatever order, and what is read again is what
// was written.
func TestRoundTrip(t *testing.T) {
	for _, p := range programs(t) {
		fact := code.Encode(p.Funcs)
		for i := range 10 {
			funcs := slices.Clone(p.Funcs)
			slices.Reverse(funcs[:len(funcs)*i/10])
			if !bytes.Equal(code.Encode(funcs).Data, fact.Data) {
				t.Fatalf("%s: the same functions give other bytes", p.Types.Path())
			}
		}
		funcs, err := code.Decode(code.NewUniverse(), fact, map[string]bool{})
		if err != nil {
			t.Fatal(err)
		}
		want := slices.Clone(p.Funcs)
		slices.SortFunc(want, func(a, b *code.Func) int { return strings.Compare(a.Name, b.Name) })
		if len(funcs) != len(want) {
			t.Fatalf("%s: %d functions, want %d", p.Types.Path(), len(funcs), len(want))
		}
		for i, f := range funcs {
			if got, want := dump(f), dump(want[i]); got != want {
				t.Errorf("%s: %s is read as\n%swant\n%s", p.Types.Path(), want, got, want)
			}
		}
		if !bytes.Equal(code.Encode(funcs).Data, fact.Data) {
			t.Errorf("%s: what was read gives other bytes", p.Types.Path())
		}
	}
}

// Functions that another import has brought are skipped, and the others are read as ever.
func TestDecodeSkipsKnown(t *testing.T) {
	p := programs(t)[0]
	fact, known := code.Encode(p.Funcs), map[string]bool{}
	all, err := code.Decode(code.NewUniverse(), fact, known)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := code.Decode(code.NewUniverse(), fact, known); err != nil || len(again) > 0 {
		t.Errorf("%d functions are read again (%v)", len(again), err)
	}
	want := all[len(all)-1]
	delete(known, want.Name)
	again, err := code.Decode(code.NewUniverse(), fact, known)
	if err != nil || len(again) != 1 || dump(again[0]) != dump(want) {
		t.Errorf("%d functions are read (%v), want %s alone", len(again), err, want.Name)
	}
}

// Types that are known by their names in two packages are one type.
func TestDecodeSharesTypes(t *testing.T) {
	p := programs(t)[0]
	before := p.Universe.Lookup("*values.point")
	if before == nil {
		t.Fatal("no type *values.point")
	}
	funcs, err := code.Decode(p.Universe, code.Encode(p.Funcs), map[string]bool{})
	if err != nil {
		t.Fatal(err)
	}
	if p.Universe.Lookup("*values.point") != before {
		t.Error("a type was replaced by one that has its name")
	}
	seen := false
	for _, f := range funcs {
		for _, b := range f.Blocks {
			for _, in := range b.Instrs {
				if in.T != nil && in.T.Name == before.Name {
					seen = true
					if in.T != before {
						t.Fatalf("%s, line %d: another type of the same name", f.Name, in.Line)
					}
				}
			}
		}
	}
	if !seen {
		t.Error("no instruction has the type *values.point")
	}
}

// dump returns all of a function as text.
func dump(f *code.Func) string {
	var b strings.Builder
	types := map[*code.Type]bool{}
	name := func(ts ...*code.Type) string {
		var out []string
		for _, t := range ts {
			out = append(out, t.String())
			mention(types, t)
		}
		return strings.Join(out, " ")
	}
	fmt.Fprintln(&b, f.Name, f.Pkg, f.File, f.Line, f.Col, f.Params, f.Free, f.Slots, f.Variadic, f.Synthetic, f.Recovers, f.Interceptor, f.Unary, f.Registers, f.Handler, f.Recover)
	fmt.Fprintln(&b, name(f.TypeParams...), "|", name(f.ParamTypes...), "|", name(f.Results...))
	for _, c := range f.Consts {
		fmt.Fprintln(&b, "const", c.Kind, name(c.Type), c.Int, c.Float, c.Text, name(c.Args...), name(c.Results...))
	}
	for i, block := range f.Blocks {
		fmt.Fprintln(&b, "block", i, block.Preds, block.Succs)
		for _, in := range block.Instrs {
			fmt.Fprintln(&b, in.Op, in.Mode, in.Dst, in.A, name(in.T), in.N, in.S, in.Line, in.Col, name(in.Recv))
		}
	}
	var lines []string
	for t := range types {
		lines = append(lines, fmt.Sprintln(t.Name, t.Kind, t.Named, t.Elem, t.Key, t.Len, t.Bits, t.Unsigned, t.Elems, t.Args, t.Index, t.Embedded, t.Methods, t.Origin, t.Pkg, t.Object, t.Error, t.Context, t.Handler, t.Message))
	}
	slices.Sort(lines)
	return b.String() + strings.Join(lines, "")
}

// mention adds a type, and all that it is made of.
func mention(types map[*code.Type]bool, t *code.Type) {
	if t == nil || types[t] {
		return
	}
	types[t] = true
	mention(types, t.Elem)
	mention(types, t.Key)
	for _, list := range [][]*code.Type{t.Elems, t.Args} {
		for _, e := range list {
			mention(types, e)
		}
	}
	for _, e := range t.Embedded {
		mention(types, e.Type)
	}
}

// Code that was written and read again runs as it did before.
func TestDecodedCodeRuns(t *testing.T) {
	for _, p := range programs(t) {
		u := code.NewUniverse()
		funcs, err := code.Decode(u, code.Encode(p.Funcs), map[string]bool{})
		if err != nil {
			t.Fatal(err)
		}
		original, decoded := p.Link(), code.Link(u, p.Types.Path(), funcs)
		for i, f := range p.Funcs {
			if strings.Contains(f.Name, "$") || len(f.TypeParams) > 0 {
				continue
			}
			a, b := events(original, f.Name, uint64(i)), events(decoded, f.Name, uint64(i))
			if !slices.Equal(a, b) {
				t.Errorf("%s runs in another way", f.Name)
			}
		}
	}
}

// models are made once: they have no state.
var models = model.New()

// events executes a function and returns what it does.
func events(p *code.Program, name string, seed uint64) []string {
	var out []string
	m, _ := enginetest.Run{
		Models: models, Scheduler: machine.RandomWalk{}, Choices: choice.Random(seed, nil), MaxSteps: 500,
		Trace: func(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
			out = append(out, fmt.Sprint(g.ID, fn.Name, in.Line, in.Op))
		},
	}.Call(p, name)
	return append(out, m.Outcome.String(), m.Reason)
}
