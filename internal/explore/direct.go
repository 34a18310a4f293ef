package explore

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// distances directs executions toward accesses: for each block the number of blocks to the
// nearest access, or to what leads to one, counted over calls. The weight of a way is
// 1/d², as in KLEE's searcher for minimal distances (Cadar, Dunbar and Engler, "KLEE",
// OSDI 2008), divided by how often it was taken.
type distances struct {
	program *code.Program
	block   []int // by number
	entry   map[*code.Func]int
	target  Target
}

// A Target says which instructions executions are directed toward.
type Target func(f *code.Func, in *code.Instr) bool

// accesses are the usual target.
func accesses(p *code.Program) Target {
	return func(f *code.Func, in *code.Instr) bool { return in.Mode == code.Invoke && p.Use(f, in).Side != 0 }
}

const far = 1 << 20

func newDistances(p *code.Program, target Target) *distances {
	d := &distances{program: p, block: make([]int, p.Blocks), entry: map[*code.Func]int{}, target: target}
	for i := range d.block {
		d.block[i] = far
	}
	for _, f := range p.Funcs {
		d.entry[f] = far
	}
	methods := map[string][]*code.Func{}
	for _, f := range p.Funcs {
		if strings.HasPrefix(f.Name, "(") && !strings.Contains(f.Name, "$") {
			name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
			methods[name] = append(methods[name], f)
		}
	}
	// A few rounds give all but the longest ways.
	for changed, round := true, 0; changed && round < 30; round++ {
		changed = false
		for _, f := range p.Funcs {
			if d.function(f, methods) {
				changed = true
			}
		}
	}
	return d
}

// function computes the distances of the blocks of f anew, and reports whether any has
// become smaller.
func (d *distances) function(f *code.Func, methods map[string][]*code.Func) bool {
	changed := false
	for i := len(f.Blocks) - 1; i >= 0; i-- {
		b := &f.Blocks[i]
		best := far
		for _, s := range b.Succs {
			best = min(best, d.block[f.Base+int(s)]+1)
		}
		for k := range b.Instrs {
			best = min(best, d.instr(f, &b.Instrs[k], methods))
		}
		if best < d.block[f.Base+i] {
			d.block[f.Base+i] = best
			changed = true
		}
	}
	if len(f.Blocks) > 0 {
		d.entry[f] = d.block[f.Base]
	}
	return changed
}

// instr returns the distance of an instruction itself.
func (d *distances) instr(f *code.Func, in *code.Instr, methods map[string][]*code.Func) int {
	best := far
	if d.target(f, in) {
		return 0
	}
	if in.Mode == code.Invoke {
		for _, m := range methods[in.S] {
			best = min(best, d.entry[m]+2)
		}
	}
	for _, a := range in.A {
		if a >= 0 || a.Const() >= len(f.Consts) || a == code.NoOperand {
			continue
		}
		c := &f.Consts[a.Const()]
		if c.Kind != code.FuncConst {
			continue
		}
		if callee := d.program.Func(c.Text); callee != nil {
			best = min(best, d.entry[callee]+1)
		} else if d.program.FuncUse(c.Text).Side != 0 {
			best = 0
		}
	}
	return best
}

// Prefer implements machine.Guide.
func (d *distances) Prefer(m *machine.Machine, fn *code.Func, yes, no int32) int {
	a, b := d.weight(m, fn, yes), d.weight(m, fn, no)
	if a == 0 && b == 0 {
		return 0
	}
	p := int(100 * a / (a + b))
	return max(15, min(85, p))
}

func (d *distances) weight(m *machine.Machine, fn *code.Func, block int32) float64 {
	i := fn.Base + int(block)
	dist := d.block[i]
	if dist >= far {
		return 0
	}
	w := 1 / float64((dist+1)*(dist+1))
	if i < len(m.Visits) {
		w /= 1 + float64(m.Visits[i])/8
	}
	return w
}

// nearest returns the place nearest to the target that executions have come to, and how many blocks
// are missing. It reports whether there is one.
func (d *distances) nearest(visits []uint32) (machine.Place, int, bool) {
	var at machine.Place
	best := far
	for _, f := range d.program.Funcs {
		for i := range f.Blocks {
			n := d.block[f.Base+i]
			if visits[f.Base+i] == 0 || n >= best {
				continue
			}
			best, at = n, machine.Place{Fn: f, Line: f.Line, Col: f.Col}
			for k := range f.Blocks[i].Instrs {
				if in := &f.Blocks[i].Instrs[k]; in.Line > 0 {
					at.Line, at.Col = in.Line, in.Col // the last one of the block
				}
			}
		}
	}
	return at, best, best < far
}
