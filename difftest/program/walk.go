package program

import (
	"iter"
	"maps"
	"slices"
)

// All returns the statements of a list and of the bodies in it, outer before
// inner.
func All(list []*Stmt) iter.Seq[*Stmt] {
	return func(yield func(*Stmt) bool) { all(list, yield) }
}

func all(list []*Stmt, yield func(*Stmt) bool) bool {
	for _, s := range list {
		if !yield(s) || !all(s.Body, yield) || !all(s.Else, yield) {
			return false
		}
	}
	return true
}

// All returns the statements of the program.
func (p *Program) All() iter.Seq[*Stmt] {
	return func(yield func(*Stmt) bool) {
		for _, list := range p.lists() {
			if !all(*list, yield) {
				return
			}
		}
	}
}

// lists returns the outermost statement lists.
func (p *Program) lists() []*[]*Stmt {
	out := []*[]*Stmt{&p.Body}
	for _, e := range p.Entries {
		out = append(out, &e.Body)
	}
	return out
}

// Size returns the number of statements.
func (p *Program) Size() int {
	n := 0
	for range p.All() {
		n++
	}
	return n
}

// Clone returns a copy that shares nothing with p.
func (p *Program) Clone() *Program {
	c := cloner{}
	out := &Program{Shape: p.Shape, Fields: c.vars(p.Fields), Globals: c.vars(p.Globals), Body: c.list(p.Body)}
	for _, e := range p.Entries {
		out.Entries = append(out.Entries, &Entry{Name: e.Name, Stream: c.variable(e.Stream), Body: c.list(e.Body)})
	}
	return out
}

type cloner map[*Var]*Var

func (c cloner) variable(v *Var) *Var {
	if v == nil {
		return nil
	}
	if c[v] == nil {
		copied := *v
		c[v] = &copied
	}
	return c[v]
}

func (c cloner) vars(list []*Var) []*Var {
	var out []*Var
	for _, v := range list {
		out = append(out, c.variable(v))
	}
	return out
}

func (c cloner) list(list []*Stmt) []*Stmt {
	var out []*Stmt
	for _, s := range list {
		copied := *s
		copied.Var, copied.From = c.variable(s.Var), c.variable(s.From)
		copied.Body, copied.Else = c.list(s.Body), c.list(s.Else)
		out = append(out, &copied)
	}
	return out
}

// Declares returns the variable that the statement declares, or nil.
func (s *Stmt) Declares() *Var {
	switch s.Op {
	case Declare, Open:
		return s.Var
	case Copy:
		if s.Var.Place == Local {
			return s.Var
		}
	case Each, Find:
		return s.From
	}
	return nil
}

// Reads returns the variables that the statement itself reads.
func (s *Stmt) Reads() []*Var {
	var out []*Var
	add := func(v *Var) {
		if v != nil {
			out = append(out, v)
		}
	}
	switch s.Op {
	case Declare, Open, Reopen:
	case Copy:
		add(s.From)
	case Put, Drop:
		add(s.Var)
		add(s.From)
	default:
		add(s.Var)
	}
	return out
}

// Assigns returns the variable that exists before the statement and gets a new
// value by it, or nil.
func (s *Stmt) Assigns() *Var {
	if s.Op == Reopen || s.Op == Copy && s.Var.Place != Local {
		return s.Var
	}
	return nil
}

// Free returns the variables that list uses and doesn't declare, in the order
// of their first use.
func Free(list []*Stmt) []*Var {
	declared := make(map[*Var]bool)
	for s := range All(list) {
		if v := s.Declares(); v != nil {
			declared[v] = true
		}
	}
	var out []*Var
	for s := range All(list) {
		used := s.Reads()
		if v := s.Assigns(); v != nil {
			used = append(used, v)
		}
		for _, v := range used {
			if !declared[v] && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// Features returns the constructs that occur in the program, sorted.
func (p *Program) Features() []string {
	tags := map[string]bool{"shape " + string(p.Shape): true}
	for s := range p.All() {
		tags[s.feature()] = true
		if s.Defer {
			tags["defer "+string(s.Op)] = true
		}
		if s.Leave && s.Op != Open && s.Op != Reopen {
			tags["early return after "+string(s.Op)] = true
		}
		if s.Late {
			tags["add inside the goroutine"] = true
		}
		if d := s.Declares(); d != nil && d.Place != Local {
			tags["place "+string(d.Place)] = true
		}
	}
	for _, v := range p.Globals {
		tags["place "+string(v.Place)] = true
	}
	return slices.Sorted(maps.Keys(tags))
}

func (s *Stmt) feature() string {
	tag := string(s.Op)
	switch s.Op {
	case Use:
		tag += " " + string(s.Method)
	case Lock, Signal, Wait:
		tag += " " + string(s.Var.Kind)
	case Spawn:
		if s.Var != nil {
			tag += " " + string(s.Var.Kind)
		}
	case Open, Declare, Copy:
		tag += " " + string(s.Var.Kind)
	}
	for _, more := range []string{string(s.Mode), string(s.Cond), string(s.Form)} {
		if more != "" {
			tag += " " + more
		}
	}
	if s.Op == If && len(s.Else) > 0 {
		tag += " else"
	}
	return tag
}
