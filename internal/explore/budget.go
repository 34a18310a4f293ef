package explore

import (
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// Budget bounds an exploration. It is counted in what is executed, never in time, so that
// the same input gives the same findings on every machine.
type Budget struct {
	Most   int // executions
	PerRun int // steps of one execution
	Idle   int // steps of an execution in which no goroutine comes to code that is new to it; 0 for PerRun
	Limits [stages]Limit
}

// A Stage says how close to a race the executions of a package have come.
type Stage int

const (
	// Unused says that no execution has used a stream.
	Unused Stage = iota
	// Uncontended says that streams were used, but never by two goroutines in ways that exclude each other.
	Uncontended
	// Contended says that two goroutines have used one stream in ways that exclude each other. Perhaps
	// something orders them in every execution, perhaps not.
	Contended

	stages
)

// stage returns the stage that an execution has come to.
func stage(s *shadow.Shadow) Stage {
	switch {
	case s.Contended:
		return Contended
	case s.Accesses > 0:
		return Uncontended
	}
	return Unused
}

// A Limit bounds all executions of a package that is at a stage.
type Limit struct {
	Fewest int // executions, whatever they show
	// Settled is how many executions in a row that come to the stage and show nothing new end the
	// exploration, and PerBlock how many more for each block that may lead to an access.
	Settled  int
	PerBlock int
	// Quiet is how many steps these executions have at least: where an execution costs little, more
	// of them are worth their while.
	Quiet int
	// Steps bounds the steps of all executions, and PerInstr those for each instruction of the
	// package itself, and for a hundred more; 0 for no such bound. A program's main function may
	// lead to all of a large library, which its own package explores, and do little with it.
	Steps    int
	PerInstr int
}

// Uniform returns the limits that are the same at each stage.
func Uniform(l Limit) [stages]Limit { return [stages]Limit{l, l, l} }

// maxForBlocks bounds what Limit.PerBlock adds.
const maxForBlocks = 1600

// limit returns the limit of the stage that the executions have come to.
func (x *Explorer) limit() Limit { return x.Budget.Limits[x.stage] }

// steps returns the bound of the steps of all executions: no less than those without news take that
// end an exploration. Executions that end before their time, since something fails at the beginning
// that a program can't do without, come nowhere: the bound is for the others.
func (x *Explorer) steps() int {
	l := x.limit()
	if l.PerInstr == 0 {
		return l.Steps
	}
	died := x.result.Outcomes[machine.Exited] + x.result.Outcomes[machine.Panicked]
	lived := max(x.result.Executions-died, 1)
	return min(l.Steps, max(l.PerInstr*(x.instrs+100), l.Quiet)*max(x.result.Executions, 1)/lived)
}

// settled reports whether i executions are enough: the last ones have shown nothing new.
func (x *Explorer) settled(i int) bool {
	l := x.limit()
	return x.fellBack && i >= max(l.Fewest, 2*len(x.drivers)) && x.quiet/full >= l.Settled+min(l.PerBlock*x.result.Blocks, maxForBlocks)
}

// worthwhile reports whether executions cost so little that they go on although they are enough.
func (x *Explorer) worthwhile() bool { return x.result.Steps-x.news < x.limit().Quiet }

// full is what an execution without news counts, if it came to the stage of the package. One that
// did not, because the way there is rare, or that was ended before, says little about what others
// may show: it counts 1.
const full = 4

// count notes an execution that has come to a stage, whether it was ended before, and whether it
// has shown something new.
func (x *Explorer) count(s Stage, cut, news bool) {
	switch {
	case news || s > x.stage:
		x.quiet, x.news = 0, x.result.Steps
	case s == x.stage && !cut:
		x.quiet += full
	default:
		x.quiet++
	}
	x.stage = max(x.stage, s)
}

// spent reports whether the steps for all executions, i of which have been made, are used up. Each
// driver has two turns first, whatever the others cost; where there are many, these don't count, for
// only then is it known which of them lead to streams.
func (x *Explorer) spent(i int) bool {
	if i < 2*len(x.drivers) {
		x.turns = x.result.Steps
		return x.result.Steps >= x.Budget.Limits[Contended].Steps
	}
	bound := x.steps()
	if l := x.limit(); i < l.Fewest {
		bound = min(l.Steps, max(bound, 4*l.Quiet)) // a small package may use costly libraries
	}
	return x.result.Steps >= min(bound+x.turns, x.Budget.Limits[Contended].Steps)
}

// settledHere reports whether a package whose steps are used up is explored to the end all the same:
// in the second half of them, executions have shown nothing new in the package itself, but only in
// the libraries that it uses, and few of them were ended by their bounds.
func (x *Explorer) settledHere() bool {
	return x.limit().PerInstr > 0 && x.result.Steps >= 2*x.newsHere && 10*x.result.Outcomes[machine.Exhausted] < x.result.Executions
}

// coverage returns how many blocks of the package itself have been entered.
func (x *Explorer) coverage() int {
	n := 0
	for _, f := range x.Package.Program.Funcs {
		if f.Pkg != x.Package.Program.Package {
			continue
		}
		for i := range f.Blocks {
			if x.visits[f.Base+i] > 0 {
				n++
			}
		}
	}
	return n
}

// perRun bounds the steps of the next execution, which is one of d. In their first turns, all drivers
// together get no more than half of the budget.
func (x *Explorer) perRun(d *driverState) int {
	const least = 100
	if n := len(x.drivers); x.result.Executions < n {
		return min(x.Budget.PerRun, max(x.Budget.Limits[Contended].Steps/(2*n), least))
	}
	return x.Budget.PerRun << d.patience()
}

// idle returns how many steps an execution of d may take without coming to new code: a block may be
// long, and call functions that are not new.
func (x *Explorer) idle(d *driverState) int {
	if x.Budget.Idle == 0 {
		return 0
	}
	return x.Budget.Idle<<d.patience() + 4*x.longest
}

// patience returns how often the bounds of an execution of d are doubled: where what comes before any
// use of a stream, such as reading a configuration, takes more steps than they allow, none would get
// through.
func (d *driverState) patience() int {
	if d.accesses > 0 {
		return 0
	}
	return min(d.cut/4, 2)
}
