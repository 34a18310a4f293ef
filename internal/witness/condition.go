package witness

import (
	"cmp"
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/source"
)

// A Condition is something that the code does not determine, and without which no execution showed
// the race.
type Condition struct {
	Kind  ConditionKind
	Pos   source.Pos
	Yes   bool // a branch's condition is true; a call fails, or returns true
	Usual bool // it is nearly always so, or will be so at some time: nobody doubts it
	Case  int  // of a select
	// Inside says that Pos is in one of the blocks to which the branch leads. The condition is a
	// variable then, for which package ssa has no position.
	Inside bool
	// Name is of a channel in another package, or of what answers there. Done says that it is what
	// a context is done by.
	Name string
	Done bool
	In   string // the function there
}

// ConditionKind says what a condition is about.
type ConditionKind uint8

// The kinds of conditions.
const (
	Branch  ConditionKind = iota // the condition of a branch
	Failure                      // whether a call fails
	Answer                       // whether a call returns true
	Key                          // whether a map has a key
	Result                       // what a call returns, or an operation finds
	Message                      // whether a receive on a stream fails
	Offer                        // a channel operation that the environment lets happen
)

// A decision is what one instruction has chosen.
type decision struct {
	draws []int // indexes
	record.Draw
}

// conditions finds out which choices matter. It repeats the execution that has shown the race with
// one choice changed and the others as they were, the simplest, or at random. A choice is a condition
// if none of these executions shows the race. open reports whether the steps ran out before each
// unusual choice was tried.
//
// What has not happened before one of the accesses is no condition: all of it could come later.
func (a *accountant) conditions(drawn int, t *explore.Retrial) (list []Condition, open bool) {
	l, r := a.l, a.r
	type candidate struct {
		decision
		Condition
	}
	var all []candidate
	for _, d := range decisions(r, drawn) {
		if !a.led(d) {
			continue
		}
		c, ok := describe(l, r, d)
		if ok && (!c.Usual || c.Kind == Message || c.Kind == Offer) {
			all = append(all, candidate{d, c})
		}
	}
	// The number of executions is limited, so what is unusual comes first.
	byDoubt := slices.Clone(all)
	slices.SortStableFunc(byDoubt, func(x, y candidate) int { return cmp.Compare(x.doubt(), y.doubt()) })
	matters := map[Condition]bool{}
	for _, c := range byDoubt {
		switch {
		case matters[c.Condition]:
		case !t.More():
			open = open || !c.Usual && c.Draw.Draw.Value != 0
		case slices.ContainsFunc(c.draws, t.Needs):
			matters[c.Condition] = true
		}
	}
	for _, c := range all {
		if matters[c.Condition] && !slices.Contains(list, c.Condition) && len(list) < maxConditions {
			list = append(list, c.Condition)
		}
	}
	return list, open
}

// led reports whether a decision came before one of the accesses.
func (a *accountant) led(d decision) bool {
	return slices.ContainsFunc(a.lanes[:], func(l laneOf) bool { return a.r.Led(d.G, d.Time, l.access.Goroutine, l.time) })
}

// maxConditions is how many conditions are told of: the first ones.
const maxConditions = 6

// doubt orders decisions: those that were not the simplest are looked at first.
func (d decision) doubt() int {
	if d.Draw.Draw.Value != 0 {
		return 0
	}
	return 1
}

// decisions returns what the first drawn choices, those before the race, have decided: for
// instructions, and by the environment for goroutines that waited. Choices that an instruction has
// made one after the other are one decision. When which goroutine runs is a matter of scheduling,
// and no condition.
func decisions(r *record.Recorder, drawn int) []decision {
	var out []decision
	for i, d := range r.Draws[:min(len(r.Draws), drawn)] {
		if d.Topic == machine.Scheduling || d.In == nil || d.In.Op == code.Store {
			continue
		}
		if n := len(out); n > 0 && out[n-1].G == d.G && out[n-1].In == d.In && out[n-1].Time == d.Time {
			out[n-1].draws = append(out[n-1].draws, i)
			out[n-1].Draw = d
			continue
		}
		out = append(out, decision{[]int{i}, d})
	}
	return out
}

// describe says what a decision was about.
func describe(l *Locator, r *record.Recorder, d decision) (Condition, bool) {
	if len(d.Stack) == 0 {
		return Condition{}, false
	}
	c := Condition{Pos: l.Pos(d.Stack[0])}
	switch d.In.Op {
	case code.If:
		c.Yes, _ = r.Resolve(d.Value).(bool)
		if def := record.Definition(d.Fn, d.In.A[0]); def != nil && def.Line > 0 {
			c.Pos = l.Pos(machine.Place{Fn: d.Fn, Line: def.Line, Col: def.Col})
			c.Usual = usual(def, c.Yes)
		} else {
			c.Pos, c.Inside = l.Pos(after(d.Fn, d.In)), true
		}
	case code.Select, code.Recv, code.Send:
		c.Kind, c.Usual = Offer, true
		if goesOn(d) {
			return c, false
		}
		if t, ok := d.Value.(machine.Tuple); ok && d.In.Op == code.Select && len(t) > 0 {
			n, _ := t[0].(int64)
			c.Case = int(n)
		}
		c.channel(l, d)
	case code.Call:
		if d.In.Mode == code.Builtin || d.Value == nil {
			// A choice among a map's keys on the way, or a call that has no result, or not yet.
			return c, false
		}
		c.Kind = Result
		if failed, known := r.Failed(d.In, d.Value); known {
			c.Kind, c.Yes = Failure, failed
			c.Usual = !failed
		}
		if yes, ok := r.Resolve(d.Value).(bool); ok {
			c.Kind, c.Yes = Answer, yes
		}
		if receives(r, d) {
			c.Kind, c.Usual = Message, true
		}
	case code.Lookup, code.MapUpdate:
		c.Kind = Result
		if t, ok := d.Value.(machine.Tuple); ok && len(t) == 2 { // it is asked for
			c.Kind = Key
			c.Yes, _ = t[1].(bool)
		}
	default:
		c.Kind = Result
	}
	if d.Stack[0].Fn.Pkg != l.pkg && !c.Usual {
		// All that can be told is which call leads there.
		i := slices.IndexFunc(d.Stack, func(p machine.Place) bool { return p.Fn.Pkg == l.pkg })
		if i < 0 {
			return c, false
		}
		c = Condition{Kind: Result, Pos: l.Pos(d.Stack[i])}
	}
	return c, c.Pos.IsValid()
}

// goesOn reports whether a select was only not ended by a context: what it does then is the usual thing.
func goesOn(d decision) bool {
	t, ok := d.Value.(machine.Tuple)
	if d.In.Op != code.Select || !ok || len(t) == 0 {
		return false
	}
	chosen, ok := t[0].(int64)
	if !ok || chosen < 0 || isDone(d.Fn, d.In.A[2*chosen]) || len(d.In.S) < 2 {
		return false
	}
	for i := range d.In.S {
		if i != int(chosen) && !isDone(d.Fn, d.In.A[2*i]) {
			return false
		}
	}
	return true
}

// isDone reports whether an operand is what a context is done by.
func isDone(fn *code.Func, o code.Operand) bool {
	def := record.Definition(fn, o)
	return def != nil && def.Op == code.Call && def.Mode == code.Invoke && def.S == "Done" && def.Recv != nil && def.Recv.Context
}

// channel says which channel of another package it is about.
func (c *Condition) channel(l *Locator, d decision) {
	fn := d.Stack[0].Fn
	if fn.Pkg == l.pkg || l.foreign(fn) {
		return
	}
	o := d.In.A[0]
	if d.In.Op == code.Select {
		if c.Case < 0 || 2*c.Case >= len(d.In.A) {
			c.Name = nameOfCase(fn, d.In, c.Case)
			return
		}
		o = d.In.A[2*c.Case]
	}
	c.Name, c.Done, c.In = nameOf(fn, o), isDone(fn, o), l.title(fn)
}

// receives reports whether a decision is that of a call that receives on a stream.
func receives(r *record.Recorder, d decision) bool {
	return slices.ContainsFunc(r.Moments, func(m record.Moment) bool {
		return m.Kind == record.Accessed && m.G == d.G && m.In == d.In && m.Access.Use.Side&contract.RecvSide != 0
	})
}

// after returns the place to which a branch leads that comes first in the source: one in a block of
// the if statement, and not after it.
func after(fn *code.Func, branch *code.Instr) machine.Place {
	out := machine.Place{Fn: fn}
	for b := range fn.Blocks {
		block := &fn.Blocks[b]
		if n := len(block.Instrs); n == 0 || &block.Instrs[n-1] != branch {
			continue
		}
		for _, to := range block.Succs {
			i := slices.IndexFunc(fn.Blocks[to].Instrs, func(in code.Instr) bool { return in.Line > 0 })
			if i < 0 {
				continue
			}
			if in := &fn.Blocks[to].Instrs[i]; out.Line == 0 || in.Line < out.Line || in.Line == out.Line && in.Col < out.Col {
				out.Line, out.Col = in.Line, in.Col
			}
		}
	}
	return out
}

// usual reports whether a branch goes the way it nearly always goes: an error is nil, and any other
// reference isn't.
func usual(def *code.Instr, yes bool) bool {
	if def.Op != code.BinOp || def.T == nil || !def.T.Kind.IsReference() || def.S != "==" && def.S != "!=" {
		return false
	}
	isNil := yes == (def.S == "==")
	return isNil == def.T.Error
}
