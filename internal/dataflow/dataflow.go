// Package dataflow solves forward dataflow problems on control-flow graphs.
package dataflow

import "container/heap"

// Graph is a control-flow graph whose blocks are numbered from 0, the entry.
type Graph interface {
	Len() int
	Succs(block int) []int
}

// Problem is a forward problem over states of type S. Its lattice must have
// finite height. Its transfer should be monotone, or the solution isn't the least one.
type Problem[S any] interface {
	// Transfer returns the states at the ends of the edges to the successors of
	// block, in their order. It may not keep or change in.
	Transfer(block int, in S) []Edge[S]
	// Merge returns the join of the states of the edges that lead to a block,
	// of which there is at least one. It may not change them.
	Merge(block int, in []S) S
	Equal(a, b S) bool
}

// Edge is a state that flows along an edge, or nothing if the edge can't be taken.
type Edge[S any] struct {
	State   S
	Reached bool
}

// Forward returns the least solution: the state at the start of each block, with
// Reached false for blocks that nothing leads to. The join of a block is always
// made anew from all of its edges, since a join that knows both sides can tell
// what distinguishes them; but after half of limit visits of the block the state that
// it had is joined, too. Forward gives up and returns false after limit visits of one
// block.
func Forward[S any](g Graph, p Problem[S], entry S, limit int) ([]Edge[S], bool) {
	in := make([]Edge[S], g.Len())
	if len(in) == 0 {
		return in, true
	}
	order := postorder(g)
	work := &queue{rank: make([]int, g.Len())}
	for i, b := range order {
		work.rank[b] = len(order) - i
	}
	preds := predecessors(g)
	out := make([][]Edge[S], g.Len())
	queued := make([]bool, g.Len())
	visits := make([]int, g.Len())
	heap.Push(work, 0)
	for work.Len() > 0 {
		b := heap.Pop(work).(int)
		queued[b] = false
		var states []S
		if b == 0 {
			states = append(states, entry)
		}
		for _, e := range preds[b] {
			if edges := out[e.block]; edges != nil && edges[e.index].Reached {
				states = append(states, edges[e.index].State)
			}
		}
		if len(states) == 0 {
			continue
		}
		if visits[b] >= limit/2 {
			// A transfer that isn't monotone may go back and forth between states. From
			// here on what held before is not forgotten: states only get larger.
			states = append(states, in[b].State)
		}
		state := p.Merge(b, states)
		if in[b].Reached && p.Equal(in[b].State, state) {
			continue
		}
		if visits[b]++; visits[b] > limit {
			return in, false
		}
		in[b] = Edge[S]{state, true}
		out[b] = p.Transfer(b, state)
		for i, s := range g.Succs(b) {
			if out[b][i].Reached && !queued[s] {
				queued[s] = true
				heap.Push(work, s)
			}
		}
	}
	return in, true
}

// edge is the index-th edge out of a block.
type edge struct{ block, index int }

func predecessors(g Graph) [][]edge {
	preds := make([][]edge, g.Len())
	for b := range g.Len() {
		for i, s := range g.Succs(b) {
			preds[s] = append(preds[s], edge{b, i})
		}
	}
	return preds
}

// postorder lists the blocks that the entry leads to, successors first. It keeps
// its own stack, since functions can be long.
func postorder(g Graph) []int {
	seen := make([]bool, g.Len())
	type frame struct{ block, next int }
	stack := []frame{{0, 0}}
	seen[0] = true
	var out []int
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		succs := g.Succs(top.block)
		if top.next < len(succs) {
			s := succs[top.next]
			top.next++
			if !seen[s] {
				seen[s] = true
				stack = append(stack, frame{s, 0})
			}
			continue
		}
		out = append(out, top.block)
		stack = stack[:len(stack)-1]
	}
	return out
}

// queue is a heap of blocks, those that come first in the graph first, so that most
// blocks are looked at when what leads to them has been.
type queue struct {
	blocks []int
	rank   []int
}

func (q *queue) Len() int           { return len(q.blocks) }
func (q *queue) Less(i, j int) bool { return q.rank[q.blocks[i]] < q.rank[q.blocks[j]] }
func (q *queue) Swap(i, j int)      { q.blocks[i], q.blocks[j] = q.blocks[j], q.blocks[i] }
func (q *queue) Push(b any)         { q.blocks = append(q.blocks, b.(int)) }
func (q *queue) Pop() any {
	last := len(q.blocks) - 1
	b := q.blocks[last]
	q.blocks = q.blocks[:last]
	return b
}
