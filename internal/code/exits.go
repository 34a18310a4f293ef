package code

import "github.com/streamvet/streamvet/internal/contract"

// Exits reports whether f always ends the process before it returns: code after a call of f is
// never executed.
func (p *Program) Exits(f *Func) bool { return f != nil && p.exits[f] }

// findExits finds the functions that always end the process, callees before their callers.
func (p *Program) findExits() {
	p.exits = map[*Func]bool{}
	for found := true; found; {
		found = false
		for _, f := range p.Funcs {
			if !p.exits[f] && p.mayExit(f) && !f.Returns(func(b *Block) bool { return p.exitsIn(f, b) }) {
				p.exits[f], found = true, true
			}
		}
	}
}

// mayExit reports whether f names a function that ends the process.
func (p *Program) mayExit(f *Func) bool {
	for i := range f.Consts {
		if p.isExit(&f.Consts[i]) {
			return true
		}
	}
	return false
}

func (p *Program) isExit(c *Const) bool {
	return c.Kind == FuncConst && (contract.EndsProcess(c.Text) || p.exits[p.byName[c.Text]])
}

func (p *Program) exitsIn(f *Func, b *Block) bool {
	for i := range b.Instrs {
		if in := &b.Instrs[i]; in.Op == Call && in.Mode == Value && in.A[0] < 0 && p.isExit(&f.Consts[in.A[0].Const()]) {
			return true
		}
	}
	return false
}
