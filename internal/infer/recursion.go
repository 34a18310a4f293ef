package infer

import (
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A goroutine may call the function that has started it, and so start others of its
// kind: a session that opens sessions. Followed round by round, each generation would
// make objects that go by names of their own, and be compared with all generations
// before. They are told apart as far as the first: for who starts the goroutine, what
// the later ones make at one place of the program is one object that stands for
// many. This is for the work that it saves: findings are mostly the same without it.

// recursive reports whether sum is that of a function that leads back to the one that
// is being analyzed.
func (p *Package) recursive(sum *summary.Summary) bool {
	return len(p.sites[sum]) > 0 && p.components.find(p.current) == p.components.find(p.functions[sum])
}

// mergeGenerations lets one object stand for all those that b's target, a goroutine
// that is started here, and others of its kind make at one place.
func (f *frame) mergeGenerations(b *binding) {
	if !f.pkg.recursive(b.sum) {
		return
	}
	first := map[path.Root]int{}
	for k, at := range f.pkg.sites[b.sum] {
		i, ok := first[at]
		if !ok {
			first[at], i = k, k
		}
		b.same = append(b.same, i)
	}
}

// madeAt returns the site at which r is made in the end, in whatever function that is
// as far as it is one of this component.
func (f *frame) madeAt(r path.Root) path.Root {
	r.Old = false
	if at, ok := f.origins[r]; ok {
		return at
	}
	return r
}

// creates notes what the objects are that b's target creates.
func (f *frame) creates(b *binding) {
	sites := f.pkg.sites[b.sum]
	for k := range b.sum.Fresh {
		i := b.index(k)
		root := path.NewSite(b.instr, b.base+i)
		fresh := &b.sum.Fresh[i]
		if i != k {
			many := *fresh
			many.Many = true
			fresh = &many
		}
		f.fresh[root] = fresh
		if k < len(sites) {
			put(&f.origins, root, sites[k])
		}
	}
}
