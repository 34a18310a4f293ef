package source

import (
	"fmt"

	"github.com/streamvet/streamvet/difftest/program"
)

func (w *writer) list(list []*program.Stmt) {
	for i := 0; i < len(list); i++ {
		if i+1 < len(list) && w.sendsResult(list[i], list[i+1]) {
			i++
			continue
		}
		w.stmt(list[i])
	}
}

// sendsResult writes a call whose error is sent on a channel next as one statement,
// every other time, and reports whether it did.
func (w *writer) sendsResult(use, signal *program.Stmt) bool {
	if use.ID%2 == 0 || use.Op != program.Use || use.Leave || use.Defer ||
		signal.Op != program.Signal || signal.Defer || signal.Var.Kind != program.Results || signal.Form == program.Closing {
		return false
	}
	switch use.Form {
	case program.Plain:
		if twoResults(use.Method) {
			return false
		}
	case program.ByFunction, program.ByPackage, program.ByGeneric, program.ByInterface:
	default:
		return false
	}
	call := w.useCall(use)
	w.mark(use)
	w.linef("%s <- %s", w.expr(signal.Var), call)
	return true
}

func (w *writer) stmt(s *program.Stmt) {
	switch s.Op {
	case program.Declare:
		w.declare(s.Var)
	case program.Open, program.Reopen:
		w.open(s)
	case program.Add:
		w.line(w.expr(s.Var) + ".Add(" + map[program.Cond]string{program.Names: "len(names)", program.Twice: "2", program.Maybe: "1"}[s.Cond] + ")")
	case program.Copy:
		if s.Var.Kind == program.Streams {
			w.snapshot(s)
		} else if s.Var.Place == program.Local {
			w.linef("%s := %s", w.expr(s.Var), w.expr(s.From))
		} else {
			w.linef("%s = %s", w.expr(s.Var), w.expr(s.From))
		}
	case program.Use:
		w.use(s)
	case program.Lock:
		w.lock(s)
	case program.Spawn:
		w.spawn(s)
	case program.Signal:
		w.signal(s)
	case program.Wait:
		w.wait(s)
	case program.If:
		w.linef("if %s {", w.condition(s))
		w.block(s.Body)
		if len(s.Else) > 0 {
			w.line("} else {")
			w.block(s.Else)
		}
		w.line("}")
	case program.Loop:
		w.loop(s, map[program.Cond]string{
			program.Maybe: "for rand.IntN(3) > 0 {", program.Names: "for range names {",
			program.Twice: "for range 2 {", program.Forever: "for {",
		}[s.Cond])
	case program.Break:
		if n := len(w.loops); n > 0 {
			w.release(w.loops[n-1])
		}
		w.line("break")
	case program.Return:
		w.release(0)
		w.line(w.success())
	case program.Call:
		w.call(s)
	case program.DoOnce:
		w.mark(s)
		w.literal(w.expr(s.Var)+".Do(", noResult, func(in *writer) { in.list(s.Body) }, s.Body, ")")
	case program.Put:
		w.linef("%s[%s] = struct{}{}", w.expr(s.Var), w.expr(s.From))
	case program.Drop:
		w.linef("delete(%s, %s)", w.expr(s.Var), w.expr(s.From))
	case program.Each:
		key := s.From.Name
		if s.Var.Place == program.Local {
			key = "_, " + key // a slice
		}
		w.loop(s, fmt.Sprintf("for %s := range %s {", key, w.expr(s.Var)))
	case program.Find:
		w.imports(chatpb)
		w.f.helper(s.ID, "", anyPeer)
		w.linef("if %s := anyPeer(%s); %s != nil {", s.From.Name, w.expr(s.Var), s.From.Name)
		w.block(s.Body)
		w.line("}")
	}
}

// snapshot writes the copy of a set, in one of two ways.
func (w *writer) snapshot(s *program.Stmt) {
	if s.ID%3 == 0 {
		w.imports("maps", "slices")
		w.linef("%s := slices.Collect(maps.Keys(%s))", s.Var.Name, w.expr(s.From))
		return
	}
	w.linef("var %s %s", s.Var.Name, w.typeOf(s.Var))
	w.linef("for peer := range %s {", w.expr(s.From))
	w.linef("\t%s = append(%s, peer)", s.Var.Name, s.Var.Name)
	w.line("}")
}

func (w *writer) block(list []*program.Stmt) {
	w.indent++
	w.list(list)
	w.indent--
}

func (w *writer) loop(s *program.Stmt, head string) {
	if s.Op == program.Loop && s.Cond == program.Maybe {
		w.imports("math/rand/v2")
	}
	w.line(head)
	w.loops = append(w.loops, len(w.held))
	w.block(s.Body)
	w.loops = w.loops[:len(w.loops)-1]
	w.line("}")
}

func (w *writer) condition(s *program.Stmt) string {
	switch s.Cond {
	case program.Flag:
		return "flag"
	case program.NotFlag:
		return "!flag"
	case program.IsSet:
		return w.expr(s.Var) + " != nil"
	}
	w.imports("math/rand/v2")
	return "rand.IntN(2) == 0"
}

func (w *writer) declare(v *program.Var) {
	making := w.making(v)
	switch {
	case v.Place == program.Held && making == "":
	case v.Place == program.Held:
		w.linef("%s = %s", w.expr(v), making)
	case making != "":
		w.linef("%s := %s", v.Name, making)
	default:
		w.linef("var %s %s", v.Name, w.typeOf(v))
	}
}

func (w *writer) open(s *program.Stmt) {
	method := "Connect"
	if s.Var.Kind == program.Upload {
		method = "Upload"
	}
	ctx, client := "ctx", "c"
	if w.saved {
		w.imports("context")
		ctx, client = "context.Background()", "s.client"
	}
	name := s.Var.Name
	if s.Op == program.Reopen {
		name = fmt.Sprintf("next%d", s.ID)
	}
	w.linef("%s, err := %s.%s(%s)", name, client, method, ctx)
	w.line("if err != nil {")
	w.failing()
	switch {
	case s.Op == program.Open && s.Var.Place == program.Held:
		w.linef("s%d := &session%d{%s: %s}", s.Var.Holder, s.Var.Holder, s.Var.Name, name)
	case s.Op == program.Reopen || s.Var.Place == program.Field:
		w.linef("%s = %s", w.expr(s.Var), name)
	}
}

func (w *writer) signal(s *program.Stmt) {
	v := w.expr(s.Var)
	switch {
	case s.Var.Kind == program.WaitGroup:
		w.deferrable(s, v+".Done()")
	case s.Var.Kind == program.Event || s.Form == program.Closing:
		w.deferrable(s, "close("+v+")")
	case s.Defer:
		w.linef("defer func() { %s <- nil }()", v)
	default:
		w.linef("%s <- nil", v)
	}
}

func (w *writer) deferrable(s *program.Stmt, call string) {
	if s.Defer {
		call = "defer " + call
	}
	w.line(call)
}

func (w *writer) wait(s *program.Stmt) {
	v := w.expr(s.Var)
	switch {
	case s.Var.Kind == program.WaitGroup || s.Var.Kind == program.ErrGroup:
		w.waitGroup(s, v)
	case s.Form == program.Range:
		w.linef("for range %s {", v)
		w.line("}")
	case s.Form == program.OrLeave || s.Form == program.OrGoOn || s.Form == program.OrDefault:
		w.line("select {")
		w.linef("case <-%s:", v)
		switch {
		case s.Form == program.OrDefault:
			w.line("default:")
		case w.r.p.Shape == program.Function:
			w.line("case <-ctx.Done():")
		default:
			w.imports("time")
			w.line("case <-time.After(time.Millisecond):")
		}
		if s.Form == program.OrLeave {
			w.indent++
			w.release(0)
			if w.result != noResult {
				w.imports("context")
			}
			w.line(w.failure("context.Canceled"))
			w.indent--
		}
		w.line("}")
	case s.Form == program.Named:
		typ := w.typeOf(s.Var)
		name := "receive"
		if s.Var.Kind == program.Event {
			name = "await"
		}
		w.f.helper(s.ID, "", fmt.Sprintf("func %s(ch %s) {\n\t<-ch\n}", name, typ))
		w.linef("%s(%s)", name, v)
	case s.Defer:
		w.linef("defer func() { <-%s }()", v)
	default:
		w.linef("<-%s", v)
	}
}

func (w *writer) waitGroup(s *program.Stmt, v string) {
	call := v + ".Wait()"
	if s.Form == program.Named {
		name := "waitFor"
		typ := w.typeOf(s.Var)
		if s.Var.Kind == program.ErrGroup {
			name = "waitForAll"
			w.f.helper(s.ID, "", fmt.Sprintf("func %s(g *%s) error {\n\treturn g.Wait()\n}", name, typ))
		} else {
			w.f.helper(s.ID, "", fmt.Sprintf("func %s(wg *%s) {\n\twg.Wait()\n}", name, typ))
		}
		call = fmt.Sprintf("%s(%s)", name, w.ref(s.Var))
	}
	if s.Leave {
		w.linef("if err := %s; err != nil {", call)
		w.failing()
		return
	}
	w.deferrable(s, call)
}

const anyPeer = `func anyPeer(peers map[chatpb.Chat_ConnectServer]struct{}) chatpb.Chat_ConnectServer {
	for peer := range peers {
		return peer
	}
	return nil
}`
