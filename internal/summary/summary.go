package summary

import (
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/internal/path"
)

// Summary is what a caller has to know about a function.
type Summary struct {
	Version  int
	Effects  []Effect
	Overlaps []Overlap
	Stores   []Store
	Results  []path.Set
	Fresh    []Fresh     // objects that the function creates and others can reach
	Acquired []Lock      // held at every return, not at the call
	Released []path.Path // given back at some return, held at the call
	Waits    []Token     // waited for at every return
	Signals  []Token     // signaled at every return
	Adds     []path.Path // wait groups that it may announce goroutines to
	Success  *Success    // what holds besides where the call succeeds, or nil
	NoReturn bool
}

// Overlap is a pair of effects on different paths, or with a Call, that may overlap.
type Overlap struct {
	A, B int // their indices, the smaller one first

	// Count is the selector of the parameter or captured variable that says how many
	// goroutines there are. If it isn't empty, the two overlap only if there are several.
	Count string

	// Names says that the two, which are one effect, overlap only if two of its names lead
	// to one thing: each of them is used once at a time.
	Names bool

	// Left says that the two overlap only if what one of them, a call, leaves running when
	// it returns is meant. It is 0 if that doesn't matter.
	Left Leaver
}

// Leaver tells which effects of an overlap are calls that may leave something running.
type Leaver uint8

// The effects of an overlap.
const (
	LeftByA Leaver = 1 << iota
	LeftByB
)

// Success is what is sure where a call succeeds, and only there: its last result is
// a nil error, or true.
type Success struct {
	Stores   []Store     // all of them are Must
	Acquired []Lock      // held
	Waits    []Token     // waited for
	Confirms []path.Path // functions the last call of which has succeeded, too
}

// IsEmpty reports whether there is nothing to know.
func (s *Success) IsEmpty() bool {
	return s == nil || len(s.Stores) == 0 && len(s.Acquired) == 0 && len(s.Waits) == 0 && len(s.Confirms) == 0
}

// Store says that a call may leave Vals in location Loc.
type Store struct {
	Loc  path.Path
	Vals path.Set
	Must bool // on every way: Loc no longer holds what it held before
}

// Fresh is an object that a call creates.
type Fresh struct {
	Type  string   // a named type that the object, or what it points to, has
	Func  *Summary // for a function literal: what a call of it does
	Frees int      // for a function literal: how many variables it captures
	Many  bool     // it stands for several: it is created in a loop
	Cap   int      // for a channel: 1 plus its capacity, if that is constant
}

// Version is the version of the facts that this package reads and writes.
const Version = 7

// Limits on what a summary may hold. What goes beyond is dropped, and counted
// by the caller: it loses reports, but makes no false ones.
const (
	MaxEffects  = 96
	MaxOverlaps = 256
)

// IsEmpty reports whether a caller needs to know nothing: such a summary isn't
// exported.
func (s *Summary) IsEmpty() bool {
	return s == nil || len(s.Effects) == 0 && len(s.Stores) == 0 && len(s.Fresh) == 0 && !s.passes() &&
		len(s.Acquired) == 0 && len(s.Released) == 0 && len(s.Waits) == 0 && len(s.Adds) == 0 && s.Success.IsEmpty() && !s.NoReturn
}

// Streams reports whether a call does something to a stream.
func (s *Summary) Streams() bool {
	for i := range s.Effects {
		if s.Effects[i].Kind == Access {
			return true
		}
	}
	for i := range s.Fresh {
		if s.Fresh[i].Func != nil && s.Fresh[i].Func.Streams() {
			return true
		}
	}
	return false
}

// passes reports whether a result is known.
func (s *Summary) passes() bool {
	for _, r := range s.Results {
		if len(r) > 0 {
			return true
		}
	}
	return false
}

// String writes one line for each thing that the summary says.
func (s *Summary) String() string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	for i := range s.Effects {
		fmt.Fprintln(&b, s.Effects[i].String())
	}
	for _, o := range s.Overlaps {
		fmt.Fprintf(&b, "overlap %d %d", o.A, o.B)
		if o.Count != "" {
			fmt.Fprintf(&b, " if several %s", o.Count)
		}
		if o.Names {
			b.WriteString(" by two names")
		}
		if o.Left != 0 {
			b.WriteString(" by what the call leaves")
		}
		b.WriteByte('\n')
	}
	for _, st := range s.Stores {
		fmt.Fprintf(&b, "%v = %v\n", st.Loc, set(st.Vals))
	}
	for i, r := range s.Results {
		if len(r) > 0 {
			fmt.Fprintf(&b, "result %d: %v\n", i, set(r))
		}
	}
	for i, f := range s.Fresh {
		fmt.Fprintf(&b, "new%d: %s\n", i, f.Type)
		if f.Func != nil {
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(strings.TrimSpace(f.Func.String()), "\n", "\n  "))
		}
	}
	for _, l := range s.Acquired {
		fmt.Fprintf(&b, "locks %v\n", l)
	}
	for _, l := range s.Released {
		fmt.Fprintf(&b, "unlocks %v\n", l)
	}
	for _, w := range s.Waits {
		fmt.Fprintf(&b, "waits %v\n", w)
	}
	for _, w := range s.Adds {
		fmt.Fprintf(&b, "adds %v\n", w)
	}
	if !s.Success.IsEmpty() {
		fmt.Fprintf(&b, "where it succeeds:\n  %s\n", strings.ReplaceAll(strings.TrimSpace(s.Success.String()), "\n", "\n  "))
	}
	if s.NoReturn {
		fmt.Fprintln(&b, "never returns")
	}
	return b.String()
}

// String writes one line for each thing that is known.
func (s *Success) String() string {
	var b strings.Builder
	for _, st := range s.Stores {
		fmt.Fprintf(&b, "%v = %v\n", st.Loc, set(st.Vals))
	}
	for _, l := range s.Acquired {
		fmt.Fprintf(&b, "locks %v\n", l)
	}
	for _, w := range s.Waits {
		fmt.Fprintf(&b, "waits %v\n", w)
	}
	for _, p := range s.Confirms {
		fmt.Fprintf(&b, "%v succeeds\n", p)
	}
	return b.String()
}

func set(s path.Set) string {
	var parts []string
	for _, v := range s {
		p := v.Path.String()
		if v.Addr {
			p = "&" + p
		}
		parts = append(parts, p)
	}
	return "{" + strings.Join(parts, " ") + "}"
}
