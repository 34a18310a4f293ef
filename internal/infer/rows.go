package infer

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// known runs a call that the table knows.
func (f *frame) known(s *state, i ssa.Instruction, c *ssa.CallCommon, row contract.Row, recv ssa.Value, args []ssa.Value) bool {
	switch row.Op {
	case contract.NoReturn:
		return false
	case contract.NilError:
		err := args[row.Arg]
		isNil, known := isNilNow(s, err)
		return (isNil || !known) && s.learn(nameOfNil(err), true)
	case contract.Lock, contract.RLock:
		if loc := f.single(recv); !loc.IsZero() {
			shared := row.Op == contract.RLock || f.val(recv)[0].Dyn == readLocker
			put(&s.held, loc, summary.Lock{Path: loc, Shared: shared})
			f.lockStripe(s, recv, loc, shared)
		} else if p, ok := f.partOf(recv); ok {
			put(&s.heldOf, p, summary.Lock{Shared: row.Op == contract.RLock})
		}
	case contract.Unlock, contract.RUnlock:
		if loc := f.single(recv); !loc.IsZero() {
			f.unlock(s, loc)
			f.unlockStripe(s, recv, loc)
		} else if p, ok := f.partOf(recv); ok {
			delete(s.heldOf, p)
		}
	case contract.Add:
		if loc := f.single(recv); !loc.IsZero() {
			put(&s.added, loc, true)
			if n, ok := constInt(args); ok && n < 0 {
				f.emit(s, i, summary.Token{Kind: summary.Group, Path: loc})
			}
		}
	case contract.Done:
		for _, v := range f.val(recv) {
			f.emit(s, i, summary.Token{Kind: summary.Group, Path: v.Select("*")})
		}
	case contract.Wait:
		if loc := f.single(recv); !loc.IsZero() {
			f.waitGroup(s, i, loc)
		}
	case contract.Acquire:
		if call, ok := i.(*ssa.Call); ok && len(*call.Referrers()) == 0 {
			f.acquire(s, row, recv, args) // who doesn't look takes it for granted
		}
	case contract.Release:
		if vals := f.val(recv); len(vals) == 1 {
			f.unlock(s, vals[0].Path.Add(summary.SemaphoreLock))
		}
	case contract.SetFlag:
		f.setFlag(s, recv, args[0])
	case contract.Count, contract.SetCount:
		f.count(s, i, row, recv, args)
	case contract.SetLimit:
		if loc := f.single(recv); !loc.IsZero() {
			if n, ok := constInt(args); ok && n == 1 {
				put(&s.limited, loc, true)
			} else {
				delete(s.limited, loc)
			}
		}
		f.alias(i, recv)
	case contract.InTurn:
		f.inTurn(s, i, c, row, recv, args)
	case contract.Spawn:
		f.spawnCall(s, i, c, row, recv, args)
	case contract.Actor:
		f.spawnCall(s, i, c, row, recv, args)
		f.spawnInterrupt(s, i, c, row, recv, args)
	case contract.SpawnWriters, contract.RunWriters:
		f.spawnWriters(s, i, c, row, recv)
	case contract.Write, contract.Read, contract.Copy:
		f.runInPlace(s, i, c, f.ioTargets(row, args), nil)
	case contract.Inline:
		f.inline(s, i, c, f.funcArg(args, row.Arg), nil, func(*summary.Effect) {})
	case contract.Flight:
		f.flight(s, i, c, recv, args, row.Arg)
	case contract.Once:
		f.once(s, i, c, recv, args)
	case contract.LoadElem:
		f.container(s, i, recv, f.keyOf(row, args), nil)
	case contract.TakeElem:
		if call, ok := i.(*ssa.Call); ok {
			f.setResult(call, 0, f.loadSel(s, f.val(recv), path.Received(call.Name())))
		}
	case contract.SaveElem:
		f.container(s, i, recv, f.keyOf(row, args), f.arg(args, row.Arg))
	case contract.SaveNew:
		f.saveNew(s, i, recv, f.keyOf(row, args), args[row.Arg])
	case contract.Keys:
		if call, ok := i.(*ssa.Call); ok {
			f.setResult(call, 0, f.arg(args, row.Arg).Map(func(m path.Value) path.Value { return path.Value{Path: m.Select(keyField)} }))
		}
	case contract.EachElem:
		vals := f.loadSel(s, f.val(recv), path.Elem("", nameOf(i)))
		f.inline(s, i, c, f.funcArg(args, 0), values(nil, vals), nil)
	case contract.EachOf:
		f.eachOf(s, i, c, args, row.Arg)
	case contract.Memo:
		f.memo(s, i, f.arg(args, row.Arg))
	case contract.Subtest:
		f.subtest(s, i, c, recv, f.funcArg(args, row.Arg))
	case contract.Parallel:
		if t := f.val(recv); len(t) == 1 {
			put(&s.waited, summary.Token{Kind: summary.Ended, Path: t[0].Path.Add(parentTest)}, true)
		}
	case contract.Cleanup:
		if call, ok := i.(*ssa.Call); ok {
			f.deferCall(s, call)
		}
	case contract.SetKey:
		f.setKey(s, i, args, row.Arg)
	case contract.GetKey:
		if call, ok := i.(*ssa.Call); ok && len(args) > 0 {
			f.setResult(call, 0, f.loadSel(s, f.val(recv), keyElem(args[0])))
		}
	case contract.ReadLocker:
		if call, ok := i.(*ssa.Call); ok {
			f.setResult(call, 0, f.val(recv).Map(func(v path.Value) path.Value { v.Dyn = readLocker; return v }))
		}
	case contract.Alias, contract.Without:
		if row.Arg < 0 {
			f.alias(i, recv)
		} else if sig := c.Signature(); sig.Variadic() && row.Arg == sig.Params().Len()-1 {
			if call, ok := i.(*ssa.Call); ok {
				f.setResult(call, 0, f.loadSel(s, f.arg(args, row.Arg), path.AnyElem)) // any of them
			}
		} else if row.Arg < len(args) {
			f.alias(i, args[row.Arg])
		}
	}
	return true
}

// eachOf runs a function that is called with elements of a slice or a map, and with
// their keys before them if it is a map.
func (f *frame) eachOf(s *state, i ssa.Instruction, c *ssa.CallCommon, args []ssa.Value, fn int) {
	elems := f.loadSel(s, f.val(args[0]), path.Elem("", nameOf(i)))
	params := values(elems, elems)
	if _, ok := args[0].Type().Underlying().(*types.Map); ok {
		params = values(nil, elems)
	}
	f.inline(s, i, c, f.funcArg(args, fn), params, nil)
	if results := c.Signature().Results(); results.Len() == 1 && types.Identical(results.At(0).Type(), args[0].Type()) {
		f.alias(i, args[0])
	}
}

func nameOf(i ssa.Instruction) string {
	if v, ok := i.(ssa.Value); ok {
		return v.Name()
	}
	return ""
}

// constInt returns the first argument, if it is a constant.
func constInt(args []ssa.Value) (int64, bool) {
	if len(args) == 0 {
		return 0, false
	}
	c, ok := args[0].(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

func (f *frame) arg(args []ssa.Value, i int) path.Set {
	if i >= len(args) {
		return nil
	}
	return f.val(args[i])
}

// funcArg returns argument i, or all functions among the arguments if i < 0.
func (f *frame) funcArg(args []ssa.Value, i int) path.Set {
	if i >= 0 {
		return f.arg(args, i)
	}
	var out path.Set
	for _, a := range args {
		if _, ok := a.Type().Underlying().(*types.Signature); ok {
			out = out.Plus(f.val(a)...)
		}
	}
	return out
}

// alias lets the first result of call i be what v is.
func (f *frame) alias(i ssa.Instruction, v ssa.Value) {
	if call, ok := i.(*ssa.Call); ok && v != nil && call.Call.Signature().Results().Len() > 0 {
		f.setResult(call, 0, f.val(v))
	}
}

// isMutex reports whether v is a new mutex of package sync, behind an interface.
func isMutex(v ssa.Value) bool {
	m, ok := v.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	n := named(m.X.Type())
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "sync"
}

// keyOf returns the selector of the element that a call of a container's method is about.
func (f *frame) keyOf(row contract.Row, args []ssa.Value) string {
	if !row.Keyed || len(args) == 0 {
		return path.AnyElem
	}
	key := args[0]
	if m, ok := key.(*ssa.MakeInterface); ok {
		key = m.X
	}
	return f.elem(key)
}

// container runs a method of a container that streamvet doesn't look into: it
// stores vals in the element elem, and returns what may be there.
func (f *frame) container(s *state, i ssa.Instruction, recv ssa.Value, elem string, vals path.Set) {
	f.saveElem(s, i, recv, elem, vals)
	call, ok := i.(*ssa.Call)
	if ok && call.Call.Signature().Results().Len() > 0 && f.tracked(call.Call.Signature().Results().At(0).Type()) {
		f.setResult(call, 0, f.loadSel(s, f.val(recv), elem))
	}
}

func (f *frame) saveElem(s *state, i ssa.Instruction, recv ssa.Value, elem string, vals path.Set) {
	if vals == nil {
		return
	}
	var locs []path.Path
	for _, m := range f.val(recv) {
		locs = append(locs, m.Select(elem))
	}
	s.putBack(locs, vals)
	for _, loc := range locs {
		s.heap.Store(loc, vals, false)
	}
	f.spawnStored(s, i)
}

// saveNew runs sync.Map.LoadOrStore. If what it may store is a mutex, it is the element's
// from then on, whoever has made it: all get the same.
func (f *frame) saveNew(s *state, i ssa.Instruction, recv ssa.Value, elem string, val ssa.Value) {
	call, ok := i.(*ssa.Call)
	if !ok || !isMutex(val) {
		f.container(s, i, recv, elem, f.val(val))
		return
	}
	f.saveElem(s, i, recv, elem, f.val(val))
	f.setResult(call, 0, f.val(recv).Map(func(m path.Value) path.Value { return path.Value{Path: m.Select(elem)} }))
}

// setKey runs context.WithValue: the result is the context with an element more.
// Contexts are not copied, so an element that a derived context has been given
// is seen in the parent too.
func (f *frame) setKey(s *state, i ssa.Instruction, args []ssa.Value, arg int) {
	if len(args) <= arg {
		return
	}
	for _, m := range f.val(args[0]) {
		s.heap.Store(m.Select(keyElem(args[1])), f.val(args[arg]), false)
	}
	f.alias(i, args[0])
}

// keyElem returns the selector for what a context has under a key: keys are told
// apart by their types, as the documentation of context.WithValue asks for.
func keyElem(key ssa.Value) string {
	m, ok := key.(*ssa.MakeInterface)
	if !ok {
		return path.AnyElem
	}
	if c, ok := m.X.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return path.Elem(constant.StringVal(c.Value), "")
	}
	if n, ok := types.Unalias(m.X.Type()).(*types.Named); ok {
		if _, isStruct := n.Underlying().(*types.Struct); isStruct {
			return path.Elem(n.Obj().Name(), "")
		}
	}
	return path.AnyElem
}

// once runs sync.Once.Do: the function runs at most once for each Once, and every
// call returns after it has.
func (f *frame) once(s *state, i ssa.Instruction, c *ssa.CallCommon, recv ssa.Value, args []ssa.Value) {
	loc := f.single(recv)
	done := summary.Token{Kind: summary.Done, Path: loc}
	f.inline(s, i, c, f.funcArg(args, 0), nil, func(ctx *summary.Effect) {
		if !loc.IsZero() {
			ctx.Locks = append(ctx.Locks, summary.Lock{Path: loc.Add(summary.OnceLock), Once: true})
			ctx.After = []summary.Token{done}
		}
	})
	if !loc.IsZero() {
		f.wait(s, done)
	}
}

// flight runs singleflight.Group.Do: functions for one key exclude each other. A
// key that is neither constant nor the caller's may be another one in each call.
func (f *frame) flight(s *state, i ssa.Instruction, c *ssa.CallCommon, recv ssa.Value, args []ssa.Value, fn int) {
	key := stored(args[0])
	loc := f.single(recv).Add(".flight" + f.elem(key))
	known := false
	switch key.(type) {
	case *ssa.Const, *ssa.Parameter:
		known = true
	}
	f.inline(s, i, c, f.funcArg(args, fn), nil, func(ctx *summary.Effect) {
		if known && !loc.IsZero() {
			ctx.Locks = append(ctx.Locks, summary.Lock{Path: loc})
		}
	})
}
