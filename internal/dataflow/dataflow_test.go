package dataflow

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A graph lists the successors of each block.
type graph [][]int

func (g graph) Len() int          { return len(g) }
func (g graph) Succs(b int) []int { return g[b] }

// A set of small numbers is a state.
type set uint64

// gen is a problem over sets: a block adds one set and takes another one away.
// Ways that join have what one of them has, or what all of them have.
type gen struct {
	graph
	add, take []set
	must      bool
	blocked   map[[2]int]bool // edges, as block and index, that can't be taken
	visits    []int
	merged    [][]set // what was joined at each block, the last time
}

func (p *gen) Transfer(b int, in set) []Edge[set] {
	p.visits[b]++
	out := in&^p.take[b] | p.add[b]
	edges := make([]Edge[set], len(p.graph[b]))
	for i := range edges {
		if !p.blocked[[2]int{b, i}] {
			edges[i] = Edge[set]{out, true}
		}
	}
	return edges
}

func (p *gen) Merge(b int, in []set) set {
	p.merged[b] = slices.Clone(in)
	out := in[0]
	for _, s := range in[1:] {
		if p.must {
			out &= s
		} else {
			out |= s
		}
	}
	return out
}

func (p *gen) Equal(a, b set) bool { return a == b }

// newGen returns the problem in which each block adds its own number.
func newGen(g graph) *gen {
	p := &gen{graph: g, add: make([]set, len(g)), take: make([]set, len(g)), visits: make([]int, len(g)), merged: make([][]set, len(g))}
	for b := range g {
		p.add[b] = 1 << b
	}
	return p
}

// of returns a set with the given numbers.
func of(numbers ...int) set {
	var s set
	for _, n := range numbers {
		s |= 1 << n
	}
	return s
}

func TestForward(t *testing.T) {
	const entry = 63 // is in the state at the entry
	for _, tt := range []struct {
		name string
		g    graph
		edit func(*gen)
		want []set
		not  []int // blocks that nothing leads to
	}{
		{name: "no block", g: graph{}},
		{name: "one block", g: graph{nil}, want: []set{of(entry)}},
		{name: "line", g: graph{{1}, {2}, nil}, want: []set{of(entry), of(entry, 0), of(entry, 0, 1)}},
		{
			name: "branches, may", g: graph{{1, 2}, {3}, {3}, nil},
			want: []set{of(entry), of(entry, 0), of(entry, 0), of(entry, 0, 1, 2)},
		},
		{
			name: "branches, must", g: graph{{1, 2}, {3}, {3}, nil}, edit: func(p *gen) { p.must = true },
			want: []set{of(entry), of(entry, 0), of(entry, 0), of(entry, 0)},
		},
		{
			name: "loop, may", g: graph{{1}, {2, 3}, {1}, nil},
			want: []set{of(entry), of(entry, 0, 1, 2), of(entry, 0, 1, 2), of(entry, 0, 1, 2)},
		},
		{
			// What is true before a loop, and not changed in it, is true in it.
			name: "loop, must", g: graph{{1}, {2, 3}, {1}, nil}, edit: func(p *gen) { p.must = true },
			want: []set{of(entry), of(entry, 0), of(entry, 0, 1), of(entry, 0, 1)},
		},
		{
			name: "loop to the entry", g: graph{{0, 1}, nil}, edit: func(p *gen) { p.take[0] = of(entry) },
			want: []set{of(entry, 0), of(0)},
		},
		{
			name: "two edges to one block", g: graph{{1, 1}, nil}, edit: func(p *gen) { p.blocked = map[[2]int]bool{{0, 0}: true} },
			want: []set{of(entry), of(entry, 0)},
		},
		{
			name: "an edge that is never taken", g: graph{{1, 2}, {3}, {3}, nil}, edit: func(p *gen) { p.blocked = map[[2]int]bool{{0, 0}: true} },
			want: []set{of(entry), 0, of(entry, 0), of(entry, 0, 2)}, not: []int{1},
		},
		{
			name: "a block that nothing leads to", g: graph{{2}, {2}, nil},
			want: []set{of(entry), 0, of(entry, 0)}, not: []int{1},
		},
		{
			// Two loops into each other, entered at two places: no order of the
			// blocks is a good one.
			name: "irreducible", g: graph{{1, 2}, {2, 3}, {1, 3}, nil},
			want: []set{of(entry), of(entry, 0, 1, 2), of(entry, 0, 1, 2), of(entry, 0, 1, 2)},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newGen(tt.g)
			if tt.edit != nil {
				tt.edit(p)
			}
			got, ok := Forward(tt.g, p, of(entry), 10)
			if !ok || len(got) != len(tt.want) {
				t.Fatalf("%d states, solved = %t", len(got), ok)
			}
			for b, e := range got {
				if reached := !slices.Contains(tt.not, b); e.Reached != reached || e.State != tt.want[b] {
					t.Errorf("block %d: %b, reached = %t; want %b", b, e.State, e.Reached, tt.want[b])
				}
			}
		})
	}
}

// The solution is the least one: what a solver without any cleverness finds.
func TestLeastSolution(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		g := make(graph, 1+r.IntN(9))
		for b := range g {
			for range r.IntN(3) {
				g[b] = append(g[b], r.IntN(len(g)))
			}
		}
		p := newGen(g)
		p.must = r.IntN(2) == 0
		p.blocked = map[[2]int]bool{{r.IntN(len(g)), 0}: true}
		for b := range g {
			p.take[b] = set(r.Uint64N(1 << len(g)))
		}
		got, ok := Forward(g, p, of(63), 100)
		if !ok {
			t.Fatalf("%v: no solution", g)
		}
		if want := naive(p, of(63)); !slices.Equal(got, want) {
			t.Fatalf("%v: %v, want %v", g, got, want)
		}
	}
}

// naive joins all edges of all blocks again until nothing changes any more.
func naive(p *gen, entry set) []Edge[set] {
	in := make([]Edge[set], len(p.graph))
	for changed := true; changed; {
		changed = false
		next := make([][]set, len(in))
		next[0] = []set{entry}
		for b, e := range in {
			if e.Reached {
				for i, edge := range p.Transfer(b, e.State) {
					if edge.Reached {
						next[p.graph[b][i]] = append(next[p.graph[b][i]], edge.State)
					}
				}
			}
		}
		for b, states := range next {
			if len(states) == 0 {
				continue
			}
			if e := (Edge[set]{p.Merge(b, states), true}); e != in[b] {
				in[b], changed = e, true
			}
		}
	}
	return in
}

// Merge is given the states of all edges that were taken, the entry's first and
// then those of the blocks in their order.
func TestMergeSeesAllEdges(t *testing.T) {
	g := graph{{1, 2, 3}, {4}, {4}, {4}, nil}
	p := newGen(g)
	p.blocked = map[[2]int]bool{{0, 1}: true}
	if _, ok := Forward(g, p, 0, 10); !ok {
		t.Fatal("no solution")
	}
	if want := []set{of(0, 1), of(0, 3)}; !slices.Equal(p.merged[4], want) {
		t.Errorf("joined %b, want %b", p.merged[4], want)
	}
}

// Without loops, each block is looked at when all that leads to it has been.
func TestOrder(t *testing.T) {
	g := graph{{1, 2}, {3, 5}, {3}, {4, 5}, {5}, nil}
	p := newGen(g)
	if _, ok := Forward(g, p, 0, 10); !ok {
		t.Fatal("no solution")
	}
	if want := []int{1, 1, 1, 1, 1, 1}; !slices.Equal(p.visits, want) {
		t.Errorf("visits of the blocks: %d, want one each", p.visits)
	}
}

// counting is a problem without a solution: the state grows each time round.
type counting struct{ graph }

func (p counting) Transfer(b int, in int) []Edge[int] {
	edges := make([]Edge[int], len(p.graph[b]))
	for i := range edges {
		edges[i] = Edge[int]{in + 1, true}
	}
	return edges
}

func (counting) Merge(_ int, in []int) int { return slices.Max(in) }
func (counting) Equal(a, b int) bool       { return a == b }

func TestLimit(t *testing.T) {
	loop := graph{{1}, {1, 2}, nil}
	if _, ok := Forward(loop, counting{loop}, 0, 24); ok {
		t.Error("a problem without a solution is solved")
	}
	line := graph{{1}, {2}, nil}
	if _, ok := Forward(line, counting{line}, 0, 1); !ok {
		t.Error("one visit of each block is not enough for a graph without loops")
	}
}

// Functions can be longer than any stack.
func TestLongFunction(t *testing.T) {
	g := make(graph, 200_000)
	for b := range len(g) - 1 {
		g[b] = []int{b + 1}
	}
	got, ok := Forward(g, counting{g}, 0, 1)
	if !ok || got[len(g)-1].State != len(g)-1 {
		t.Errorf("solved = %t, %d at the end", ok, got[len(g)-1].State)
	}
}

func (s set) String() string {
	var b strings.Builder
	for n := range 64 {
		if s&(1<<n) != 0 {
			b.WriteByte(' ')
			b.WriteByte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-"[n])
		}
	}
	return "{" + strings.TrimSpace(b.String()) + "}"
}

// flip is a problem whose transfer goes back and forth: a block with the number 1 loses
// it, and one without gains it.
type flip struct{ *gen }

func (p flip) Transfer(b int, in set) []Edge[set] {
	edges := p.gen.Transfer(b, in)
	for i := range edges {
		if b == 1 {
			edges[i].State = in ^ 1<<1
		}
	}
	return edges
}

// A transfer that isn't monotone comes to an end, with all that was seen on the way.
func TestNotMonotone(t *testing.T) {
	g := graph{{1}, {1, 2}, nil}
	in, ok := Forward[set](g, flip{newGen(g)}, 0, 16)
	if !ok {
		t.Fatal("gives up")
	}
	if want := set(1<<0 | 1<<1); in[1].State != want {
		t.Errorf("block 1 has %b, want %b", in[1].State, want)
	}
}
