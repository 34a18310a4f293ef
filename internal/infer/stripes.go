package infer

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Striped locks: one of a fixed number of mutexes is chosen by the hash of a key. Which one
// that is nobody can tell, but it is the same one for the same key. If the key is kept in
// the object that the stream belongs to, and is never changed, the mutex is as good as
// one that the object has itself.

// stripe returns the selector of the element of i, an element of an array or a slice of
// locks, if its index is computed from a key alone, or "".
func (f *frame) stripe(i *ssa.IndexAddr) string {
	if !isLocks(i.X.Type()) {
		return ""
	}
	switch key := keyOfIndex(i.Index).(type) {
	case *ssa.Parameter:
		return f.elem(key)
	case *ssa.UnOp:
		return path.Elem("", key.Name())
	}
	return ""
}

// isLocks reports whether t is an array or a slice of mutexes, a pointer to one, or of
// pointers to mutexes.
func isLocks(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	e := elemType(t)
	if p, ok := e.Underlying().(*types.Pointer); ok {
		e = p.Elem()
	}
	if st, ok := e.Underlying().(*types.Struct); ok && named(e) != nil && named(e).Obj().Pkg() != nil && named(e).Obj().Pkg().Path() != "sync" && st.NumFields() > 0 {
		e = st.Field(0).Type() // padded
	}
	n := named(e)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "sync" && strings.HasSuffix(n.Obj().Name(), "Mutex")
}

// hashing are the packages of which functions compute the same from the same.
var hashing = map[string]bool{
	"hash": true, "hash/fnv": true, "hash/crc32": true, "hash/crc64": true, "hash/maphash": true, "hash/adler32": true, "io": true,
	"strings": true, "strconv": true, "bytes": true, "encoding/binary": true, "math/bits": true, "crypto/sha256": true, "crypto/md5": true,
	"github.com/cespare/xxhash/v2": true, "github.com/cespare/xxhash": true,
}

// keyOfIndex returns the parameter or the load from a field from which an index is
// computed, if it is one, and from nothing else that may be another one next time, or nil.
func keyOfIndex(index ssa.Value) ssa.Value {
	k := keySearch{seen: map[ssa.Value]bool{}}
	if !k.visit(index) || len(k.keys) != 1 {
		return nil
	}
	return k.keys[0]
}

type keySearch struct {
	seen map[ssa.Value]bool
	keys []ssa.Value
}

// visit adds the keys that v is computed from and reports whether it is computed from those
// alone.
func (k *keySearch) visit(v ssa.Value) bool {
	if k.seen[v] {
		return true
	}
	k.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const, *ssa.Builtin, *ssa.Function, *ssa.Global:
		return true
	case *ssa.Parameter:
		if isKey(v.Type()) {
			k.keys = append(k.keys, v)
		}
		return true
	case *ssa.BinOp:
		return k.visit(v.X) && k.visit(v.Y)
	case *ssa.Phi:
		return k.all(v.Edges)
	case *ssa.Convert:
		return k.visit(v.X)
	case *ssa.ChangeType:
		return k.visit(v.X)
	case *ssa.MakeInterface:
		return k.visit(v.X)
	case *ssa.ChangeInterface:
		return k.visit(v.X)
	case *ssa.Extract:
		return k.visit(v.Tuple)
	case *ssa.Lookup:
		return k.visit(v.X) && k.visit(v.Index) // a byte of a string
	case *ssa.IndexAddr:
		return k.visit(v.X) && k.visit(v.Index)
	case *ssa.FieldAddr:
		return true
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			if isKey(v.Type()) {
				k.keys = append(k.keys, v)
				return true
			}
			_, ok := a.X.(*ssa.Parameter) // what all keys are hashed with
			return ok
		}
		return k.visit(v.X)
	case *ssa.Call:
		return k.call(v)
	}
	return false
}

func (k *keySearch) all(list []ssa.Value) bool {
	for _, v := range list {
		if !k.visit(v) {
			return false
		}
	}
	return true
}

// call visits what call v is given, and what other calls put into a hash of the function's
// own that it is a call of.
func (k *keySearch) call(v *ssa.Call) bool {
	c := &v.Call
	var pkg *types.Package
	switch callee := c.StaticCallee(); {
	case c.IsInvoke():
		pkg = c.Method.Pkg()
	case callee != nil && declared(callee) != nil:
		pkg = declared(callee).Pkg()
	default:
		_, ok := c.Value.(*ssa.Builtin)
		return ok && k.all(c.Args)
	}
	if pkg == nil || !hashing[pkg.Path()] || !k.all(c.Args) {
		return false
	}
	hash := c.Value
	if !c.IsInvoke() {
		if c.Signature().Recv() == nil || len(c.Args) == 0 {
			return true
		}
		hash = c.Args[0]
	}
	return k.visit(hash) && k.written(hash)
}

// written visits what is given to calls that have hash, or what it is converted to.
func (k *keySearch) written(hash ssa.Value) bool {
	if hash.Referrers() == nil {
		return true
	}
	for _, r := range *hash.Referrers() {
		switch r := r.(type) {
		case *ssa.Call:
			if !k.visit(r) {
				return false
			}
		case *ssa.ChangeInterface:
			if !k.written(r) {
				return false
			}
		case *ssa.MakeInterface:
			if !k.written(r) {
				return false
			}
		}
	}
	return true
}

// isKey reports whether values of type t are keys: strings, numbers, bytes.
func isKey(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsString|types.IsInteger) != 0
}

// lockStripe lets s hold the lock at loc, which v has, also as one of the object that keeps
// the key by which it was chosen.
func (f *frame) lockStripe(s *state, v ssa.Value, loc path.Path, shared bool) {
	p, ok := f.ofOwner(v, loc)
	if !ok {
		return
	}
	if vals := f.val(p.reg); len(vals) == 1 {
		own := vals[0].Path.Add(p.sel)
		put(&s.held, own, summary.Lock{Path: own, Shared: shared})
	} else {
		put(&s.heldOf, p, summary.Lock{Shared: shared})
	}
}

// unlockStripe gives back what lockStripe has taken.
func (f *frame) unlockStripe(s *state, v ssa.Value, loc path.Path) {
	p, ok := f.ofOwner(v, loc)
	if !ok {
		return
	}
	delete(s.heldOf, p)
	if vals := f.val(p.reg); len(vals) == 1 {
		f.unlock(s, vals[0].Path.Add(p.sel))
	}
}

// ofOwner returns the lock at loc, which v has, as a part of the object that keeps the key
// by which it was chosen.
func (f *frame) ofOwner(v ssa.Value, loc path.Path) (part, bool) {
	container, elem := path.Last(strings.TrimSuffix(loc.Sel, "*"))
	if !strings.HasPrefix(elem, "[v:") {
		return part{}, false
	}
	for _, key := range keysOf(v) {
		load, ok := key.(*ssa.UnOp)
		if !ok || path.Elem("", load.Name()) != elem {
			continue
		}
		if a, ok := load.X.(*ssa.FieldAddr); ok && !f.pkg.look().changed[fieldOf(a.X.Type(), a.Field)] {
			return part{a.X, summary.ByKey + strings.Map(keyMark, container)}, true
		}
	}
	return part{}, false
}

// keysOf returns the keys by which v, a lock, may have been chosen.
func keysOf(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Call:
		return v.Call.Args
	case *ssa.UnOp:
		return keysOf(v.X)
	case *ssa.IndexAddr:
		if key := keyOfIndex(v.Index); key != nil {
			return []ssa.Value{key}
		}
	}
	return nil
}
