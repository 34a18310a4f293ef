package program

import "slices"

// Normalize brings a program that was made at random, or that lost some of its
// statements, into a form that has meaning: what is not used isn't declared,
// nothing follows a return, a form that doesn't apply becomes the plain one. It
// numbers the statements.
func (p *Program) Normalize() {
	for {
		before := p.Size()
		for _, list := range p.lists() {
			*list = p.tidy(*list, place{top: true})
		}
		p.dropUnused()
		if p.Size() == before {
			break
		}
	}
	p.placeHeld()
	p.Fields = p.used(p.Fields)
	p.Globals = p.used(p.Globals)
	id := 0
	for s := range p.All() {
		id++
		s.ID = id
	}
}

// A place is what encloses a statement list, within its function.
type place struct {
	top    bool // the list is the function's own, or the rest of one under a lock
	loop   bool // in a loop: Break has something to leave
	locked bool // in a plain lock
}

func (p *Program) tidy(list []*Stmt, at place) []*Stmt {
	var out []*Stmt
	for i, s := range list {
		p.settle(s, at)
		if s.Op == Lock && s.Form == Rest {
			s.Body = append(s.Body, list[i+1:]...)
		}
		s.Body = p.tidy(s.Body, s.inside(at))
		s.Else = p.tidy(s.Else, s.inside(at))
		// Only now is it known what the body can do.
		if s.Op == Loop && s.Cond == Forever && !leaves(s.Body) {
			s.Cond = Maybe
		}
		if s.Op == Call {
			s.Leave = s.Leave && fails(s.Body)
		}
		if s.pointless(at) {
			continue
		}
		out = append(out, s)
		if s.Op == Lock && s.Form == Rest || s.ends() {
			break
		}
	}
	return out
}

func (s *Stmt) inside(at place) place {
	switch {
	case s.Scope():
		return place{top: true}
	case s.Op == Lock && s.Form == Rest:
		return at
	case s.Op == Lock:
		return place{loop: at.loop, locked: true}
	case s.Op == Loop || s.Op == Each:
		return place{loop: true, locked: at.locked}
	case s.Op == If || s.Op == Find:
		return place{loop: at.loop, locked: at.locked}
	}
	return place{}
}

// pointless reports whether the program is the same without the statement.
func (s *Stmt) pointless(at place) bool {
	switch s.Op {
	case If:
		if len(s.Body) == 0 {
			s.Body, s.Else = s.Else, nil
			switch s.Cond {
			case Flag:
				s.Cond = NotFlag
			case NotFlag:
				s.Cond = Flag
			case IsSet:
				return true
			}
		}
		return len(s.Body) == 0
	case Loop, Call, Each, Find, DoOnce:
		return len(s.Body) == 0
	case Lock:
		return len(s.Body) == 0 && len(s.Else) == 0
	case Spawn:
		return len(s.Body) == 0 && s.Var == nil
	case Break:
		return !at.loop
	}
	return false
}

// ends reports whether nothing after the statement is ever reached.
func (s *Stmt) ends() bool {
	switch s.Op {
	case Return, Break:
		return true
	case Loop:
		return s.Cond == Forever && !breaks(s.Body)
	}
	return false
}

// breaks reports whether list leaves the loop that it is the body of.
func breaks(list []*Stmt) bool {
	for _, s := range list {
		switch {
		case s.Op == Break:
			return true
		case s.Op == Loop || s.Op == Each || s.Scope():
		case breaks(s.Body) || breaks(s.Else):
			return true
		}
	}
	return false
}

// settle makes the statement's own properties fit each other and its place.
func (p *Program) settle(s *Stmt, at place) {
	if p.Shape != Function && (s.Cond == Names || s.Cond == Flag || s.Cond == NotFlag) {
		s.Cond = Maybe
	}
	switch s.Op {
	case Use:
		s.Method = s.Method.on(s.Var.Kind)
		if s.Defer && s.Form != ByFunction && s.Form != ByPackage {
			s.Form = Plain
		}
	case Lock:
		p.settleLock(s, at)
	case Spawn:
		p.settleSpawn(s)
	case Call:
		s.Leave = s.Leave && !s.Defer
	case Wait:
		if s.Var.Kind != Event && s.Var.Kind != Results && (s.Form == OrLeave || s.Form == OrGoOn || s.Form == OrDefault) {
			s.Form = Plain
		}
		if s.Form == Range && s.Var.Kind != Results {
			s.Form = Plain
		}
		s.Leave = s.Leave && s.Form == Plain && p.groupFails(s.Var) || s.Form == OrLeave
		if s.Defer {
			s.Form, s.Leave = Plain, false
		}
	}
	switch s.Op {
	case Use, Wait, Signal, Call:
		if !at.top {
			s.Defer = false
		}
		if s.Defer {
			s.Leave = false
		}
	default:
		s.Defer = false
	}
	p.settlePassing(s)
}

func (p *Program) settleLock(s *Stmt, at place) {
	if s.Mode == Shared && s.Var.Kind != RWMutex {
		s.Mode = Exclusive
	}
	if s.Mode == Try {
		s.Form = Plain
	} else {
		s.Else = nil
	}
	if s.Form == Rest && (!at.top || len(s.Else) > 0) {
		s.Form = Plain
	}
	if s.Var.Kind == Semaphore {
		if s.Form == With || s.Form == AsLocker {
			s.Form = InClosure
		}
		if s.Mode == Try {
			s.Mode = Exclusive
			s.Else = nil
		}
	}
	if s.Form == InClosure && s.Mode == Try {
		s.Form = Plain
	}
}

func (p *Program) settleSpawn(s *Stmt) {
	if s.Var != nil && s.Var.Kind != WaitGroup && s.Var.Kind != ErrGroup {
		s.Var = nil
	}
	switch {
	case s.Var == nil:
		s.Auto = false
	case s.Var.Kind == ErrGroup:
		s.Auto = true
		if s.Form != TryGo {
			s.Form = ByGroup
		}
	case s.Auto || s.Form == ByGroup:
		s.Auto, s.Form = true, ByGroup
	}
	if !s.Auto && (s.Form == ByGroup || s.Form == TryGo) {
		s.Form = Plain
	}
	s.Late = s.Late && s.Var != nil && !s.Auto
	if s.Form == ContextRun && p.Shape != Function {
		s.Form = Plain
	}
}

// settlePassing takes the plain form where the body can't be a function that
// gets what it needs as arguments.
func (p *Program) settlePassing(s *Stmt) {
	if !s.Passes() {
		return
	}
	assigned := make(map[*Var]bool)
	for other := range p.All() {
		if v := other.Assigns(); v != nil {
			assigned[v] = true
		}
	}
	inside := make(map[*Var]bool)
	for other := range All(s.Body) {
		if v := other.Assigns(); v != nil {
			inside[v] = true
		}
	}
	plain := Plain
	if s.Op == Lock {
		plain = InClosure
	}
	free := Free(s.Body)
	if s.Op == Lock && !slices.Contains(free, s.Var) {
		free = append(free, s.Var)
	}
	object := false
	for _, v := range free {
		if v.Place == Local && v.Kind.IsStream() && (inside[v] || s.Op != Spawn && assigned[v]) {
			s.Form = plain
			return
		}
		if v.Place != Local && s.Form == InPackage {
			s.Form = Named
		}
		object = object || v.Place == Held || v.Place == Field
	}
	if s.Form == AsMethod && !object {
		s.Form = Named
	}
	if s.Form == InPackage && p.Shape == Session {
		s.Form = Named // the constructor's package would have to know the client
	}
}

// leaves reports whether a loop with this body ends sooner or later, for all
// inputs of the program.
func leaves(list []*Stmt) bool {
	return may(list, func(s *Stmt) bool { return s.Op == Return || s.Op == Break || s.fails() }, func(s *Stmt) bool {
		return s.Cond == Maybe && s.Mode != Try
	})
}

// groupFails reports whether one of the functions of an errgroup may fail.
func (p *Program) groupFails(v *Var) bool {
	for s := range p.All() {
		if v.Kind == ErrGroup && s.Op == Spawn && s.Var == v && fails(s.Body) {
			return true
		}
	}
	return false
}

// fails reports whether a function with this body may fail.
func fails(list []*Stmt) bool {
	return may(list, (*Stmt).fails, func(*Stmt) bool { return true })
}

func (s *Stmt) fails() bool { return s.Leave || s.Op == Open || s.Op == Reopen }

// may reports whether one of the statements of a function is such, apart from
// those that are in functions of their own, and those in statements that are not
// to be entered.
func may(list []*Stmt, such, enter func(*Stmt) bool) bool {
	for _, s := range list {
		if such(s) || !s.Scope() && enter(s) && (may(s.Body, such, enter) || may(s.Else, such, enter)) {
			return true
		}
	}
	return false
}

// on returns the method that a stream of the kind has in m's place.
func (m Method) on(k Kind) Method {
	switch {
	case k == Upload && m == Recv:
		return CloseAndRecv
	case k == Stream && m == CloseAndRecv:
		return CloseSend
	case k == Accepted && (m == CloseSend || m == CloseAndRecv):
		return Send
	}
	return m
}

// dropUnused removes the declarations of what is not used.
func (p *Program) dropUnused() {
	used := p.usage()
	for _, list := range p.lists() {
		*list = dropUnused(*list, used)
	}
}

func dropUnused(list []*Stmt, used map[*Var]bool) []*Stmt {
	var out []*Stmt
	for _, s := range list {
		s.Body, s.Else = dropUnused(s.Body, used), dropUnused(s.Else, used)
		switch s.Op {
		case Declare, Open, Copy, Reopen:
			if !used[s.Var] {
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

func (p *Program) usage() map[*Var]bool {
	used := make(map[*Var]bool)
	for s := range p.All() {
		for _, v := range s.Reads() {
			used[v] = true
		}
	}
	return used
}

func (p *Program) used(vars []*Var) []*Var {
	used := p.usage()
	return slices.DeleteFunc(vars, func(v *Var) bool { return !used[v] })
}

// placeHeld makes local what was in a struct that is not there any more.
func (p *Program) placeHeld() {
	made := make(map[int]bool)
	for s := range p.All() {
		if s.Op == Open && s.Var.Place == Held {
			made[s.Var.Holder] = true
		}
	}
	for s := range p.All() {
		if v := s.Declares(); v != nil && v.Place == Held && !made[v.Holder] {
			v.Place = Local
		}
	}
}
