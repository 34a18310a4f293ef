package witness

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/record"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// An OriginKind says how a goroutine has got the stream.
type OriginKind uint8

// The kinds of origins.
const (
	Made      OriginKind = iota // a call has made it
	Given                       // a parameter of a function that the environment calls
	Stored                      // somebody has stored it
	Loaded                      // from a variable
	Element                     // from a map or a slice
	Channeled                   // from a channel
	Captured                    // by the function that the goroutine runs
	Returned                    // by a call, which has got it from somewhere
)

// An Origin is where a goroutine has got the stream, or a step on the way there.
type Origin struct {
	Kind    OriginKind
	Pos     source.Pos
	Own     bool   // the lane's goroutine did it, or one that it comes from
	Whose   int    // 1 or 2 if that lane's goroutine itself did it
	Before  int    // 1 or 2 if one did it that only that lane's goroutine comes from; 3 if both do
	Handler string // of a parameter: the handler, if it is one's
	Param   int    // of a parameter: which one it is
	Name    string // of what it is made by or read from, for readers who don't see the source there
}

// origins finds where a lane has got the stream: where it was made, who stored it, and where the
// lane's goroutine read it.
func (a *accountant) origins(lane int) {
	l := &a.lanes[lane]
	u := l.access.Stream
	first, ok := a.first(u)
	if !ok {
		return
	}
	var list []Origin
	if o, ok := a.made(first); ok {
		o.Own, o.Whose, o.Before = l.own[first.G], a.whose(first.G), a.ancestor(first.G)
		list = append(list, o)
	}
	got, kind, ok := a.got(l)
	if ok && got.Time == first.Time && kind != Made && kind != Captured { // it is the first to look at it
		a.add(Event{Lane: lane, Kind: story.Got, Pos: a.l.Pos(got.Place), Name: nameOfGot(got), time: got.Time})
	}
	if ok && got.Time != first.Time {
		if put, ok := a.putBefore(u, got); ok && kind != Captured {
			whose := a.whose(put.G)
			list = append(list, Origin{Kind: Stored, Pos: a.l.Pos(put.Place), Own: l.own[put.G], Whose: whose})
			if whose > 0 {
				a.add(Event{Lane: whose - 1, Kind: story.Put, Pos: a.l.Pos(put.Place), time: put.Time})
			}
		}
		if kind == Made {
			kind = Returned
		}
		if at := a.l.Pos(got.Place); len(list) == 0 || list[len(list)-1].Pos != at {
			list = append(list, Origin{Kind: kind, Pos: at, Own: true, Whose: lane + 1, Name: nameOfGot(got)})
		}
		if kind != Captured {
			a.add(Event{Lane: lane, Kind: story.Got, Pos: a.l.Pos(got.Place), Name: nameOfGot(got), time: got.Time})
		}
	}
	a.out.Origins[lane] = list
}

// whose returns 1 or 2 if g makes the access of that lane, else 0.
func (a *accountant) whose(g *machine.Goroutine) int {
	for lane := range a.lanes {
		if access := a.lanes[lane].access; access != nil && access.Goroutine == g {
			return lane + 1
		}
	}
	return 0
}

// ancestor returns the lane, from 1, whose goroutine comes from another one, if only that does; 3 if
// both do.
func (a *accountant) ancestor(g *machine.Goroutine) int {
	switch one, other := a.lanes[0].own[g], a.lanes[1].own[g]; {
	case a.whose(g) > 0, a.lanes[0].access == nil, a.lanes[1].access == nil:
		return 0
	case descends(a.lanes[0].access.Goroutine, g) && descends(a.lanes[1].access.Goroutine, g):
		return 3
	case one == other:
		return 0
	case one:
		return 1
	}
	return 2
}

// descends reports whether a goroutine comes from another one.
func descends(g, from *machine.Goroutine) bool {
	for ; g != nil; g = g.Origin.Parent {
		if g == from {
			return true
		}
	}
	return false
}

// first returns how a goroutine first got the stream.
func (a *accountant) first(u *machine.Unknown) (record.Get, bool) {
	for _, get := range a.r.Gets {
		if get.Stream == u {
			return get, true
		}
	}
	return record.Get{}, false
}

func (a *accountant) made(first record.Get) (Origin, bool) {
	o := Origin{Pos: a.l.Pos(first.Place)}
	if first.Place.Fn.Pkg != a.l.pkg {
		o.Pos = a.shown(first.Stack) // the call that leads there
	}
	if first.In == nil {
		o.Kind, o.Param = Given, first.Param
		if k := first.G.Origin.Kind; (k == machine.FromHandler || k == machine.FromRequest) && first.G.Origin.Fn != nil {
			o.Handler = first.G.Origin.Name
		}
		return o, true
	}
	kind, ok := kindOf(first.Fn, first.In)
	o.Kind, o.Name = kind, nameOfGot(first)
	return o, ok
}

// nameOfGot names what a stream was got from.
func nameOfGot(got record.Get) string {
	switch in := got.In; {
	case in == nil:
		return ""
	case in.Dst >= 0:
		return nameOf(got.Fn, code.Operand(in.Dst))
	}
	return ""
}

// got returns how a lane's goroutine last got the stream before its access.
func (a *accountant) got(l *laneOf) (record.Get, OriginKind, bool) {
	def := a.origin(l)
	for _, get := range slices.Backward(a.r.Gets) {
		if def == nil || get.Time > l.time || get.Stream != l.access.Stream || get.G != l.access.Goroutine || get.In != def {
			continue
		}
		kind, ok := kindOf(get.Fn, get.In)
		return get, kind, ok
	}
	return record.Get{}, 0, false
}

// origin returns the instruction by which a lane's goroutine has got the stream that it uses. Where
// the function that uses it has it from a parameter, that is in one of its callers; it is nil if
// the goroutine began with it.
func (a *accountant) origin(l *laneOf) *code.Instr {
	stack := l.access.Stack
	param := 0 // of a method that generated code has
	for i, p := range stack {
		call := callAt(p)
		if call == nil {
			return nil
		}
		o := argument(call, param)
		def, next, ok := trace(p.Fn, o)
		if !ok {
			return nil
		}
		if def != nil {
			return def
		}
		if i+1 == len(stack) {
			return nil
		}
		param = next
	}
	return nil
}

// callAt returns the call at a place.
func callAt(p machine.Place) *code.Instr {
	var out *code.Instr
	each(p.Fn, func(in *code.Instr) {
		if in.Line == p.Line && in.Col == p.Col && (in.Op == code.Call || in.Op == code.Go || in.Op == code.Defer) {
			out = in
		}
	})
	return out
}

// argument returns the operand that a call passes as a parameter, the receiver among them.
func argument(call *code.Instr, param int) code.Operand {
	if call.Mode == code.Value {
		param++ // the first operand is the function
	}
	if param >= len(call.A) {
		return code.NoOperand
	}
	return call.A[param]
}

// trace goes back from an operand, through conversions, to the instruction that has read or received
// its value; or, with a nil def, to a parameter.
func trace(fn *code.Func, o code.Operand) (def *code.Instr, param int, ok bool) {
	for range 16 {
		if o == code.NoOperand || o < 0 {
			return nil, 0, false
		}
		def := record.Definition(fn, o)
		if def == nil {
			return nil, int(o), int(o) < fn.Params
		}
		if _, ok := kindOf(fn, def); ok {
			return def, 0, true
		}
		if len(def.A) == 0 {
			return nil, 0, false
		}
		o = def.A[0]
	}
	return nil, 0, false
}

// putBefore returns where the package last stored a stream before it was read.
func (a *accountant) putBefore(u *machine.Unknown, got record.Get) (record.Put, bool) {
	for _, put := range slices.Backward(a.r.Puts) {
		if put.Stream == u && put.Time < got.Time && stores(put) && put.Place.Fn.Pkg == a.l.pkg {
			return put, true
		}
	}
	return record.Put{}, false
}

// stores reports whether a stream was put where other goroutines may find it: into a field, a
// package's variable, an element, a channel.
func stores(put record.Put) bool {
	if put.In.Op != code.Store {
		return true
	}
	if put.In.A[0] < 0 {
		return true
	}
	def := record.Definition(put.Fn, put.In.A[0])
	return def != nil && (def.Op == code.FieldAddr || def.Op == code.IndexAddr)
}

// kindOf says how an instruction gets its result, unless it only converts or copies a value.
func kindOf(fn *code.Func, in *code.Instr) (OriginKind, bool) {
	switch in.Op {
	case code.Load:
		return kindOfAddress(fn, in.A[0])
	case code.Field, code.Getter:
		return Loaded, true
	case code.Lookup, code.Index, code.Next:
		return Element, true
	case code.Recv, code.Select:
		return Channeled, true
	case code.Extract:
		if def := record.Definition(fn, in.A[0]); def != nil && def.Op != code.Assert {
			return kindOf(fn, def)
		}
	case code.Call:
		return Made, true
	}
	return 0, false
}

func kindOfAddress(fn *code.Func, o code.Operand) (OriginKind, bool) {
	switch {
	case o == code.NoOperand:
		return 0, false
	case o < 0:
		return Loaded, true // a package's variable
	case int(o) >= fn.Params && int(o) < fn.Params+fn.Free:
		return Captured, true
	}
	switch def := record.Definition(fn, o); {
	case def == nil:
		return Loaded, true // what a parameter points to
	case def.Op == code.FieldAddr:
		return Loaded, true
	case def.Op == code.IndexAddr:
		return Element, true
	}
	return 0, false
}
