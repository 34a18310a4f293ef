package infer

import "golang.org/x/tools/go/ssa"

// A component is a strongly connected part of the package's call graph:
// functions that call each other, or a single one.
type component struct {
	members []*ssa.Function // callees first
	cyclic  bool            // a member may call a member
	active  bool
	done    bool
}

// components finds the component of a function when it is asked for, by Tarjan's
// algorithm ("Depth-first search and linear graph algorithms", SIAM J. Comput.
// 1972). Its graph has an edge to every function that a body mentions, called or
// not. Calls through interfaces are not in it: their targets are known only once
// the caller is analyzed.
type components struct {
	of    map[*ssa.Function]*component
	index map[*ssa.Function]int
	low   map[*ssa.Function]int
	stack []*ssa.Function
}

func newComponents() *components {
	return &components{
		of:    map[*ssa.Function]*component{},
		index: map[*ssa.Function]int{},
		low:   map[*ssa.Function]int{},
	}
}

// find returns the component of fn.
func (c *components) find(fn *ssa.Function) *component {
	if c.of[fn] == nil {
		c.visit(fn)
	}
	return c.of[fn]
}

// visit keeps its own stack of calls, since chains of calls can be long.
func (c *components) visit(root *ssa.Function) {
	type call struct {
		fn    *ssa.Function
		succs []*ssa.Function
		next  int
	}
	var calls []*call
	enter := func(fn *ssa.Function) {
		c.index[fn] = len(c.index) + 1
		c.low[fn] = c.index[fn]
		c.stack = append(c.stack, fn)
		calls = append(calls, &call{fn: fn, succs: mentioned(fn)})
	}
	enter(root)
	for len(calls) > 0 {
		top := calls[len(calls)-1]
		if top.next < len(top.succs) {
			s := top.succs[top.next]
			top.next++
			switch {
			case c.of[s] != nil:
			case c.index[s] == 0:
				enter(s)
			default:
				c.low[top.fn] = min(c.low[top.fn], c.index[s])
			}
			continue
		}
		calls = calls[:len(calls)-1]
		if len(calls) > 0 {
			caller := calls[len(calls)-1].fn
			c.low[caller] = min(c.low[caller], c.low[top.fn])
		}
		if c.low[top.fn] == c.index[top.fn] {
			c.pop(top.fn)
		}
	}
}

// pop makes a component of what lies on the stack from head on.
func (c *components) pop(head *ssa.Function) {
	comp := &component{}
	for {
		fn := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		c.of[fn] = comp
		comp.members = append(comp.members, fn)
		if fn == head {
			break
		}
	}
	comp.cyclic = len(comp.members) > 1
	for _, s := range mentioned(head) {
		comp.cyclic = comp.cyclic || s == head
	}
}

// mentioned returns the functions with a body that the body of fn mentions.
func mentioned(fn *ssa.Function) []*ssa.Function {
	var out []*ssa.Function
	seen := map[*ssa.Function]bool{}
	var operands [8]*ssa.Value
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			for _, v := range i.Operands(operands[:0]) {
				if v == nil {
					continue
				}
				if callee, ok := (*v).(*ssa.Function); ok {
					if callee = origin(callee); callee.Blocks != nil && !seen[callee] {
						seen[callee] = true
						out = append(out, callee)
					}
				}
			}
		}
	}
	return out
}
