package machine

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
)

// A doom is how the program ends where control comes to a block.
type doom uint8

const (
	lives  doom = iota
	fails       // only the function: it returns an error that is made there, or answers a request with one
	panics      // unless something recovers
	exits
)

// doomed returns, of each block of f, whether it leads to the end of the program in any case.
func (m *Machine) doomed(f *code.Func) []doom {
	d, ok := m.dooms[f]
	if !ok {
		d = doomsOf(m.Program, f)
		m.dooms[f] = d
	}
	return d
}

func doomsOf(p *code.Program, f *code.Func) []doom {
	d := make([]doom, len(f.Blocks))
	for i := range f.Blocks {
		d[i] = ends(p, f, &f.Blocks[i])
	}
	for changed := true; changed; {
		changed = false
		for i := range f.Blocks {
			if d[i] != lives {
				continue
			}
			if d[i] = common(f.Blocks[i].Succs, d); d[i] != lives {
				changed = true
			}
		}
	}
	return d
}

// common returns the doom of a block all of whose successors are doomed.
func common(succs []int32, d []doom) doom {
	least := exits
	for _, s := range succs {
		least = min(least, d[s])
	}
	if len(succs) == 0 {
		return lives
	}
	return least
}

// ends returns how a block ends the program itself, or the function with an error.
func ends(p *code.Program, f *code.Func, b *code.Block) doom {
	d := lives
	for i := range b.Instrs {
		in := &b.Instrs[i]
		switch {
		case in.Op == code.Panic:
			return panics
		case in.Op == code.Call && in.Mode == code.Invoke && isFatal(in.S):
			return exits
		case in.Op == code.Call && in.Mode == code.Value && in.A[0] < 0:
			name := f.Consts[in.A[0].Const()].Text
			if isFatal(name) || p.Exits(p.Func(name)) {
				return exits
			}
			if n := len(b.Instrs); contract.Fails(name) && b.Instrs[n-1].Op == code.Return {
				d = fails
			}
		}
	}
	return d
}

// isFatal reports whether a function is one of those that end the program, or the goroutine of a
// test, by the names that loggers give them: those of https://pkg.go.dev/log.
func isFatal(name string) bool {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "Fatal", "Fatalf", "Fatalln", "Fatalw", "FailNow":
		return true
	}
	return name == "os.Exit"
}

// seldom is how often, in percent, control goes where a function refuses what it is given, if it can go
// elsewhere: a request that fails the first of many checks shows little.
const seldom = 10

// unlikely is how often, in percent, control goes where the program ends, if it can go elsewhere.
// Operations whose failure ends the program hardly ever fail, and an execution that has ended shows
// nothing more.
const unlikely = 3

func (m *Machine) refusal() int {
	if m.Calm > 0 {
		return unlikely
	}
	return seldom
}

// avoid returns how often, in percent, control should go on to block yes rather than to block no,
// since one of them is doomed or fails, or 0.
func (m *Machine) avoid(g *Goroutine, f *code.Func, yes, no int32) int {
	d := m.doomed(f)
	switch {
	case d[yes] == d[no], d[yes] != lives && d[no] != lives:
		return 0
	case d[yes] == fails:
		return m.refusal()
	case d[no] == fails:
		return 100 - m.refusal()
	case d[yes] == panics || d[no] == panics:
		if g.recoverable() {
			return 0
		}
	}
	if d[yes] != lives {
		return unlikely
	}
	return 100 - unlikely
}
