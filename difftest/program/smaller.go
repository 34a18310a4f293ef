package program

import "iter"

// Smaller returns programs that have one thing less than p: without a statement,
// with a statement's body in its place, with a simpler form of one. They are not
// in normal form yet. Those that are smaller by most come first.
func (p *Program) Smaller() iter.Seq[*Program] {
	return func(yield func(*Program) bool) {
		for i := range p.Entries {
			c := p.Clone()
			c.Entries = append(c.Entries[:i:i], c.Entries[i+1:]...)
			if !yield(c) {
				return
			}
		}
		n := p.Size()
		for _, edit := range []func(*Stmt) []*Stmt{remove, unwrap, withoutElse} {
			for i := range n {
				if c := p.edited(i, edit); c != nil && !yield(c) {
					return
				}
			}
		}
		for _, change := range simplifications {
			for i := range n {
				edit := func(s *Stmt) []*Stmt {
					if !change(s) {
						return nil
					}
					return []*Stmt{s}
				}
				if c := p.edited(i, edit); c != nil && !yield(c) {
					return
				}
			}
		}
		p.smallerVars(yield)
	}
}

// Weaker returns programs in which the threads of p are less synchronised: each
// lacks one lock, or no longer waits in one place. The statement that is gone
// comes with it.
func (p *Program) Weaker() iter.Seq2[*Stmt, *Program] {
	return func(yield func(*Stmt, *Program) bool) {
		i := 0
		for s := range p.All() {
			edit := remove
			switch s.Op {
			case Lock, DoOnce:
				edit = func(s *Stmt) []*Stmt { return s.Body }
			case Wait:
			default:
				i++
				continue
			}
			if !yield(s, p.edited(i, edit)) {
				return
			}
			i++
		}
	}
}

// An edit returns what takes the statement's place, or nil if it leaves it.
func remove(*Stmt) []*Stmt { return []*Stmt{} }

func unwrap(s *Stmt) []*Stmt {
	if len(s.Body)+len(s.Else) == 0 {
		return nil
	}
	return append(append([]*Stmt{}, s.Body...), s.Else...)
}

func withoutElse(s *Stmt) []*Stmt {
	if len(s.Else) == 0 {
		return nil
	}
	s.Else = nil
	return []*Stmt{s}
}

// Each of the simplifications reports whether it changed the statement.
var simplifications = []func(*Stmt) bool{
	func(s *Stmt) bool { return s.Form != Closing && reset(&s.Form) },
	func(s *Stmt) bool { return reset(&s.Mode) },
	func(s *Stmt) bool { return reset(&s.Defer) },
	func(s *Stmt) bool { return reset(&s.Leave) },
	func(s *Stmt) bool { return reset(&s.Late) },
	func(s *Stmt) bool {
		if s.Op != Spawn || s.Var == nil {
			return false
		}
		s.Auto = false
		return reset(&s.Var)
	},
	func(s *Stmt) bool {
		return (s.Op == If || s.Op == Loop) && s.Cond != IsSet && reset(&s.Cond)
	},
	func(s *Stmt) bool {
		simple := map[Method]Method{SendMsg: Send, RecvMsg: Recv, CloseAndRecv: CloseSend}[s.Method]
		if simple == "" || s.Op != Use || s.Var.Kind == Upload {
			return false
		}
		s.Method = simple
		return true
	},
}

func reset[T comparable](at *T) bool {
	var zero T
	changed := *at != zero
	*at = zero
	return changed
}

// edited returns a copy in which the statement with the given number, counted
// from zero as All does, is replaced, or nil if the edit leaves it.
func (p *Program) edited(i int, edit func(*Stmt) []*Stmt) *Program {
	c := p.Clone()
	done := false
	var walk func(list []*Stmt) []*Stmt
	walk = func(list []*Stmt) []*Stmt {
		var out []*Stmt
		for _, s := range list {
			i--
			if i == -1 {
				if instead := edit(s); instead != nil {
					done = true
					out = append(out, instead...)
					continue
				}
			}
			s.Body, s.Else = walk(s.Body), walk(s.Else)
			out = append(out, s)
		}
		return out
	}
	for _, list := range c.lists() {
		*list = walk(*list)
	}
	if !done {
		return nil
	}
	return c
}

// smallerVars simplifies variables.
func (p *Program) smallerVars(yield func(*Program) bool) {
	for i := range p.vars() {
		for _, change := range []func(*Program, *Var) bool{
			func(_ *Program, v *Var) bool {
				simple := map[Kind]Kind{RWMutex: Mutex, Semaphore: Mutex, Upload: Stream}[v.Kind]
				if simple == "" {
					return false
				}
				v.Kind = simple
				return true
			},
			func(_ *Program, v *Var) bool {
				if v.Place != Held {
					return false
				}
				v.Place = Local
				return true
			},
			func(_ *Program, v *Var) bool { return v.Kind == Results && reset(&v.Cap) },
		} {
			c := p.Clone()
			if change(c, c.vars()[i]) && !yield(c) {
				return
			}
		}
	}
}

// vars returns the variables of the program in the order of their first use.
func (p *Program) vars() []*Var {
	seen := make(map[*Var]bool)
	var out []*Var
	for s := range p.All() {
		for _, v := range []*Var{s.Var, s.From} {
			if v != nil && !seen[v] {
				seen[v] = true
				out = append(out, v)
			}
		}
	}
	return out
}
