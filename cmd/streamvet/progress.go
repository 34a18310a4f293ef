package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/streamvet/streamvet/internal/govet"
)

// A progress tells on a console how far go vet is.
type progress struct {
	console *console
	now     func() time.Time

	mu       sync.Mutex
	told     time.Time       // when it did so last
	named    map[string]bool // packages that were asked for, as far as they are known
	seen     map[string]bool // IDs of packages that are done
	deps     int             // how many other packages are done, which they import
	findings int
}

// interval is the least time between two changes of what is shown.
const interval = 100 * time.Millisecond

func newProgress(c *console) *progress {
	return &progress{console: c, now: time.Now, named: make(map[string]bool), seen: make(map[string]bool)}
}

// expect tells of more packages.
func (p *progress) expect(names []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, name := range names {
		p.named[name] = true
	}
	p.tell(true)
}

// watch notes what go vet tells.
func (p *progress) watch(e govet.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.findings += e.Findings
	if e.Package != "" {
		p.seen[e.Package] = true
	} else {
		p.deps++
	}
	p.tell(e.Findings > 0)
}

// tell shows how far things are: at once, or if that wasn't done just now.
func (p *progress) tell(atOnce bool) {
	now := p.now()
	if !atOnce && now.Sub(p.told) < interval {
		return
	}
	p.told = now
	p.console.progress("streamvet: " + p.String())
}

func (p *progress) String() string {
	done := make(map[string]bool)
	for id := range p.seen {
		done[testedPackage(id, p.named)] = true
	}
	delete(done, "")
	switch {
	case len(done) == 0 && p.deps == 0:
		return "loading " + count(len(p.named), "package")
	case len(done) == 0:
		return fmt.Sprintf("0 of %s; %s that they import", count(len(p.named), "package"), count(p.deps, "package"))
	}
	return fmt.Sprintf("%d of %s, %s", len(done), count(len(p.named), "package"), count(p.findings, "finding"))
}

// count writes a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// testedPackage returns which of the named packages go vet means by an ID: the
// package or its tests, of which those in package p_test are one of their own.
// It returns "" for other packages.
func testedPackage(id string, named map[string]bool) string {
	path, _, _ := strings.Cut(id, " [")
	if named[path] {
		return path
	}
	if tested, ok := strings.CutSuffix(path, "_test"); ok && named[tested] {
		return tested
	}
	return ""
}
