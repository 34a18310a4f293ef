// Package baseline lets a project adopt streamvet while it still has old
// findings: they are written to a file once, and from then on only new
// ones count.
//
// The file is text, to be read in reviews: one finding a line, without
// line numbers, so that edits elsewhere in a file leave it as it is.
package baseline

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/anchor"
	"github.com/streamvet/streamvet/internal/atomicfile"
	"github.com/streamvet/streamvet/internal/govet"
)

const header = `# Findings that streamvet had when this file was written by -write-baseline.
# One a line: category, package, function, expression. Lines may be removed.
`

// An Entry is one line of a baseline.
type Entry struct {
	anchor.Anchor
	Line int // in the file
}

func (e Entry) String() string { return format(e.Anchor) }

func format(a anchor.Anchor) string {
	return a.Category + " " + a.Package + " " + a.Func + " " + a.Expr
}

// A Baseline is a list of accepted findings.
type Baseline []Entry

// Write writes the baseline file that accepts the findings, and has the
// entries of keep. A file that is there already is replaced as a whole.
func Write(file string, findings []govet.Finding, keep Baseline) error {
	var lines []string
	for _, e := range keep {
		lines = append(lines, format(e.Anchor)+"\n")
	}
	for _, a := range anchor.Of(findings) {
		lines = append(lines, format(a)+"\n")
	}
	slices.Sort(lines)

	// Never half a file: CI would accept too little or refuse it.
	if err := atomicfile.Write(file, []byte(header+strings.Join(lines, ""))); err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	return nil
}

// maxSize is the size of a file with more findings than anyone accepts.
const maxSize = 64 << 20

// Read reads a baseline file.
func Read(file string) (Baseline, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	defer f.Close() // only read
	limited := &io.LimitedReader{R: f, N: maxSize}
	b, err := parse(file, limited)
	if err == nil && limited.N == 0 {
		err = fmt.Errorf("%s is too large", file)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	return b, nil
}

// parse reads a baseline from r. Errors name the file.
func parse(file string, r io.Reader) (Baseline, error) {
	var b Baseline
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, maxSize+1)
	for n := 1; scan.Scan(); n++ {
		line := strings.TrimSpace(scan.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, " ", 4)
		if len(f) != 4 {
			return nil, fmt.Errorf("%s:%d: not an entry, which has a category, a package, a function and an expression", file, n)
		}
		b = append(b, Entry{anchor.Anchor{Category: f[0], Package: f[1], Func: f[2], Expr: f[3]}, n})
	}
	return b, scan.Err()
}

// A Filter accepts findings one by one.
type Filter struct {
	left map[anchor.Anchor][]Entry // that have not accepted any
}

// Filter returns a filter that accepts what the baseline does.
func (b Baseline) Filter() *Filter {
	f := &Filter{make(map[anchor.Anchor][]Entry)}
	for _, e := range b {
		f.left[e.Anchor] = append(f.left[e.Anchor], e)
	}
	return f
}

// Accepts reports whether the next finding with this anchor is accepted: as
// many are as there are entries.
func (f *Filter) Accepts(a anchor.Anchor) bool {
	entries := f.left[a]
	if len(entries) == 0 {
		return false
	}
	f.left[a] = entries[1:]
	return true
}

// Apply splits findings into those that the baseline doesn't have, in
// their order, and the entries of the baseline that match none. Each
// entry accepts one finding: if a function got a second one that reads
// like the first, that one is new.
func (b Baseline) Apply(findings []govet.Finding) (fresh []govet.Finding, unused Baseline) {
	f := b.Filter()
	for i, a := range anchor.Of(findings) {
		if !f.Accepts(a) {
			fresh = append(fresh, findings[i])
		}
	}
	for _, entries := range f.left {
		unused = append(unused, entries...)
	}
	slices.SortFunc(unused, func(a, b Entry) int { return a.Line - b.Line })
	return fresh, unused
}
