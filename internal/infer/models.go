package infer

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// Some functions of libraries, which are never looked into, have a summary all the same,
// made of what the table says of them. So they count wherever a function of the package
// would: behind an interface, in a go statement, as a method value.

// Where what isn't a field of anything is kept in an object of a library.
const (
	heldField = ".held" // what a wrapper passes on to
	heldLock  = ".lock" // the lock of a wrapper that has one
)

// model returns the summary of a function of a library, or nil.
func (p *Package) model(obj *types.Func) *summary.Summary {
	sum, ok := p.models[obj]
	if !ok {
		switch row := contract.Lookup(obj); row.Op {
		case contract.Hold:
			sum = p.holder(obj.Signature(), row)
		case contract.Forward:
			sum = forwarder(row)
		}
		put(&p.models, obj, sum)
	}
	return sum
}

// holder is the summary of a function that makes a wrapper.
func (p *Package) holder(sig *types.Signature, row contract.Row) *summary.Summary {
	object := path.Of(path.Root{Kind: path.Fresh})
	sum := &summary.Summary{
		Version: summary.Version,
		Results: make([]path.Set, sig.Results().Len()),
		Fresh:   []summary.Fresh{{Type: p.typeName(sig.Results().At(0).Type())}},
		Stores:  []summary.Store{{Loc: object.Add(heldField), Vals: path.Set{{Path: param(row.Arg)}}, Must: true}},
	}
	sum.Results[0] = path.Set{{Path: object}}
	return sum
}

// forwarder is the summary of a method of a wrapper that passes on what it gets.
func forwarder(row contract.Row) *summary.Summary {
	e := summary.Effect{Kind: summary.Call, Method: row.Method, Names: []path.Path{param(0).Add(heldField)}, Args: []summary.Arg{{}}}
	if row.Locked {
		e.Locks = []summary.Lock{{Path: param(0).Add(heldLock)}}
	}
	return &summary.Summary{Version: summary.Version, Effects: []summary.Effect{e}}
}

// memo runs sync.OnceFunc and its like, which return a function that runs the functions
// fns at most once: a closure that has captured fns, what is returned, and a place that
// stands for the once. What fns return is found out here, what they do is done by those
// who call the closure.
func (f *frame) memo(s *state, i ssa.Instruction, fns path.Set) {
	call, ok := i.(*ssa.Call)
	if !ok {
		return
	}
	closure := site(call, 0)
	capture := func(n int, vals path.Set) { s.heap.Store(closure.Select("$"+strconv.Itoa(n)), vals, true) }
	results := memoized(call).Results()
	found := make([]path.Set, results.Len())
	for n, t := range f.valueTargets(s, fns, nil) {
		if t.sum == nil || t.open {
			continue
		}
		b := &binding{target: t, instr: i, base: (n + 1) * freshStep * 32}
		f.apply(s, b, i)
		for r, vals := range t.sum.Results {
			found[r] = found[r].Plus(f.valueSet(s, b, vals)...)
		}
	}
	capture(0, fns)
	for r, vals := range found {
		if vals == nil && f.tracked(results.At(r).Type()) {
			vals = path.Set{site(call, unknownResult+r)}
		}
		capture(r+1, vals)
	}
	capture(results.Len()+1, path.Set{site(call, 1)})
	f.setResult(call, 0, path.Set{closure})
}

// memoized returns the signature of the function that call returns, if it is a call of
// sync.OnceFunc or the like, or else nil.
func memoized(call *ssa.Call) *types.Signature {
	if row, _, _ := rowOf(&call.Call); row.Op != contract.Memo {
		return nil
	}
	sig, _ := call.Type().Underlying().(*types.Signature)
	return sig
}

// memoFrees is how many variables a closure of memo's has captured.
func memoFrees(sig *types.Signature) int { return sig.Results().Len() + 2 }

// memoSummary is what a call of a closure of memo's does.
func memoSummary(sig *types.Signature) *summary.Summary {
	free := func(n int) path.Path { return path.Of(path.Root{Kind: path.Free, Index: n}) }
	n := sig.Results().Len()
	once := free(n + 1)
	done := summary.Token{Kind: summary.Done, Path: once}
	sum := &summary.Summary{
		Version: summary.Version,
		Effects: []summary.Effect{{
			Kind: summary.Call, Names: []path.Path{free(0)},
			Locks: []summary.Lock{{Path: once.Add(summary.OnceLock), Once: true}},
			After: []summary.Token{done},
		}},
		Waits: []summary.Token{done},
	}
	for r := range n {
		sum.Results = append(sum.Results, path.Set{{Path: free(r + 1)}})
	}
	return sum
}
