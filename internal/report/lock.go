package report

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A heldLock is a lock with the name that the source has for it.
type heldLock struct {
	name   string
	shared bool
	part   bool // some of what a semaphore has room for
}

// lockHint says why the locks that the two calls hold don't keep them apart, if
// they hold any: who has locked something believes to be done.
func (r *reporter) lockHint(f finding) string {
	a, b := r.locks(f, &f.A), r.locks(f, &f.B)
	same := f.A.At() == f.B.At()
	switch {
	case len(a) == 0 && len(b) == 0:
		return ""
	case len(a) == 0 && same, len(b) == 0 && same:
		return fmt.Sprintf("; only one of the ways there surely locks %s", append(a, b...)[0].name)
	case len(b) == 0:
		return fmt.Sprintf("; only this call surely holds %s", a[0].name)
	case len(a) == 0:
		return fmt.Sprintf("; only the other surely holds %s", b[0].name)
	}
	for _, x := range a {
		for _, y := range b {
			if x.name == y.name && x.shared && y.shared {
				return fmt.Sprintf("; both hold %s only for reading", x.name)
			}
			if x.name == y.name && x.part && y.part {
				return fmt.Sprintf("; %s may have room for both", x.name)
			}
		}
	}
	if a[0].name != b[0].name {
		return fmt.Sprintf("; this call holds %s, the other %s", a[0].name, b[0].name)
	}
	return fmt.Sprintf("; each may hold another %s", a[0].name)
}

// locks returns the locks of e that have a name.
func (r *reporter) locks(f finding, e *summary.Effect) []heldLock {
	var out []heldLock
	for _, l := range e.Locks {
		if l.Once || l.Cover || l.Taken || isLimit(l) {
			continue
		}
		l.Path.Sel = strings.TrimSuffix(l.Path.Sel, summary.SemaphoreLock)
		if name := r.lockName(f, e, l.Path); name != "" {
			out = append(out, heldLock{name, l.Shared, l.Weight != ""})
		}
	}
	return out
}

// lockName returns how the source names a lock, or as much of it as is known, or
// nothing.
func (r *reporter) lockName(f finding, e *summary.Effect, p path.Path) string {
	name, last := r.rootName(f, e, p.Root), ""
	for sel := p.Sel; sel != ""; {
		var s string
		s, sel = path.Cut(sel)
		switch s[0] {
		case '.', '^':
			last = s[1:]
			if container, ok := strings.CutPrefix(s, summary.ByKey); ok {
				last = strings.Trim(container, ":") // the map that has a mutex for each key
			}
			if name != "" {
				name += "." + last
			}
		case '*':
		default:
			name = "" // an element, which has no short name
		}
	}
	if name != "" {
		return name
	}
	return last
}

func (r *reporter) rootName(f finding, e *summary.Effect, root path.Root) string {
	switch root.Kind {
	case path.Param:
		if f.Fn == nil {
			return r.receiverName(e)
		}
		if root.Index < len(f.Fn.Params) {
			return f.Fn.Params[root.Index].Name()
		}
	case path.Free:
		if f.Fn != nil && root.Index < len(f.Fn.FreeVars) {
			return f.Fn.FreeVars[root.Index].Name()
		}
	case path.Global:
		return root.Name[strings.LastIndexAny(root.Name, "./")+1:]
	case path.Site:
		if v, ok := root.Origin().(*ssa.Alloc); ok && v.Comment != "new" && !strings.Contains(v.Comment, "lit") {
			return v.Comment
		}
	}
	return ""
}

// receiverName returns the name of the receiver in the method that e is an effect
// of, in a frame that no function is.
func (r *reporter) receiverName(e *summary.Effect) string {
	if len(e.Trace) == 0 {
		return ""
	}
	fn := r.funcAt(e.Trace[0].Pos.Local())
	if fn == nil || fn.Recv == nil || len(fn.Recv.List) != 1 || len(fn.Recv.List[0].Names) != 1 {
		return ""
	}
	return fn.Recv.List[0].Names[0].Name
}

// isLimit reports whether l stands for the limit of a group, which nobody takes.
func isLimit(l summary.Lock) bool {
	return strings.HasSuffix(l.Path.Sel, summary.LimitLock) || strings.HasSuffix(l.Path.Sel, summary.MaybeLimit)
}
