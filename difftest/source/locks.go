package source

import (
	"fmt"

	"github.com/streamvet/streamvet/difftest/program"
)

// lock writes statements under a lock.
func (w *writer) lock(s *program.Stmt) {
	take, give := w.locking(s)
	body := func(in *writer) {
		in.line(take)
		in.linef("defer %s", in.deferred(give, s))
		in.list(s.Body)
	}
	switch {
	case s.Mode == program.Try:
		w.try(s)
		return
	case s.Form == program.Rest:
		body(w)
		return
	case s.Form == program.InClosure:
		w.mark(s)
		w.literal("", noResult, body, s.Body, "()")
		return
	case s.Form == program.InFunction:
		whole := func(in *writer) {
			take, give := in.locking(s)
			in.line(take)
			in.linef("defer %s", in.deferred(give, s))
			in.list(s.Body)
			in.end(s.Body)
		}
		call := w.extract(w.f, fmt.Sprintf("locked%d", s.ID), []*program.Stmt{s}, noResult, true, whole)
		w.mark(s)
		w.line(call)
		return
	case s.Form == program.With:
		w.with(s)
		return
	case s.Form == program.ByHelpers:
		take, give = w.lockHelpers(s)
	case s.Form == program.AsLocker:
		name := fmt.Sprintf("locker%d", s.ID)
		if s.Mode == program.Shared {
			w.linef("%s := %s.RLocker()", name, w.expr(s.Var))
		} else {
			w.imports("sync")
			w.linef("%s := sync.Locker(%s)", name, w.ref(s.Var))
		}
		take, give = name+".Lock()", name+".Unlock()"
	}
	w.line(take)
	w.under(give, s.Body)
	if !terminates(s.Body) {
		w.line(give)
	}
}

// under writes statements that give the lock back if they leave.
func (w *writer) under(give string, body []*program.Stmt) {
	w.held = append(w.held, give)
	w.list(body)
	w.held = w.held[:len(w.held)-1]
}

// terminates reports whether nothing can follow the list.
func terminates(list []*program.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	last := list[len(list)-1]
	return last.Op == program.Return || last.Op == program.Break
}

// locking returns the statements that take the lock and give it back.
func (w *writer) locking(s *program.Stmt) (take, give string) {
	v := w.expr(s.Var)
	switch {
	case s.Var.Kind == program.Semaphore:
		return v + " <- struct{}{}", "<-" + v
	case s.Mode == program.Shared:
		return v + ".RLock()", v + ".RUnlock()"
	}
	return v + ".Lock()", v + ".Unlock()"
}

// deferred returns give as what follows defer.
func (w *writer) deferred(give string, s *program.Stmt) string {
	if s.Var.Kind == program.Semaphore {
		return "func() { " + give + " }()"
	}
	return give
}

func (w *writer) try(s *program.Stmt) {
	v, method, give := w.expr(s.Var), "TryLock", "Unlock"
	if s.Mode == program.Shared {
		method, give = "TryRLock", "RUnlock"
	}
	w.linef("if %s.%s() {", v, method)
	w.indent++
	w.under(v+"."+give+"()", s.Body)
	if !terminates(s.Body) {
		w.linef("%s.%s()", v, give)
	}
	w.indent--
	if len(s.Else) > 0 {
		w.line("} else {")
		w.block(s.Else)
	}
	w.line("}")
}

func (w *writer) with(s *program.Stmt) {
	name, typ, take, give := "withLock", "*sync.Mutex", "Lock", "Unlock"
	if s.Var.Kind == program.RWMutex {
		name, typ = "withWriteLock", "*sync.RWMutex"
	}
	if s.Mode == program.Shared {
		name, take, give = "withReadLock", "RLock", "RUnlock"
	}
	w.imports("sync")
	w.f.helper(s.ID, "f()", fmt.Sprintf("func %s(mu %s, f func()) {\n\tmu.%s()\n\tdefer mu.%s()\n\tf()\n}", name, typ, take, give))
	w.mark(s)
	w.literal(fmt.Sprintf("%s(%s, ", name, w.ref(s.Var)), noResult, func(in *writer) { in.list(s.Body) }, s.Body, ")")
}

// lockHelpers returns calls of functions, or of methods of the object that the
// lock belongs to, that take and give back the lock.
func (w *writer) lockHelpers(s *program.Stmt) (take, give string) {
	acquire, release := w.locking(s)
	kind := string(s.Var.Kind)
	if s.Mode == program.Shared {
		kind = "read" + kind
	}
	if s.Var.Place == program.Local || s.Var.Place == program.Global {
		typ := w.typeOf(s.Var)
		if isPointer(s.Var) {
			typ = "*" + typ
		}
		c := *s
		c.Var = &program.Var{Name: "l", Kind: s.Var.Kind, Place: program.Local}
		acquire, release = w.locking(&c)
		w.f.helper(s.ID, "", fmt.Sprintf("func take%s(l %s) {\n\t%s\n}", kind, typ, acquire))
		w.f.helper(s.ID, "", fmt.Sprintf("func give%s(l %s) {\n\t%s\n}", kind, typ, release))
		return fmt.Sprintf("take%s(%s)", kind, w.ref(s.Var)), fmt.Sprintf("give%s(%s)", kind, w.ref(s.Var))
	}
	object, typ := "s", "*Session"
	switch {
	case s.Var.Place == program.Held:
		object, typ = fmt.Sprintf("s%d", s.Var.Holder), fmt.Sprintf("*session%d", s.Var.Holder)
	case w.r.p.Shape == program.Server:
		typ = "*Server"
	}
	name := kind + s.Var.Name
	w.f.helper(s.ID, "", fmt.Sprintf("func (%s %s) take%s() {\n\t%s\n}", object, typ, name, acquire))
	w.f.helper(s.ID, "", fmt.Sprintf("func (%s %s) give%s() {\n\t%s\n}", object, typ, name, release))
	return fmt.Sprintf("%s.take%s()", object, name), fmt.Sprintf("%s.give%s()", object, name)
}
