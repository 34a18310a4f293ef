package path

import (
	"cmp"
	"go/token"
	"strconv"
	"strings"
)

// MaxSelectors bounds the length of a path.
const MaxSelectors = 7

// Kind is a kind of root.
type Kind uint8

// Kinds of roots.
const (
	None   Kind = iota
	Param       // parameter Index; a method's receiver is parameter 0
	Free        // captured variable Index of a function literal
	Global      // package-level variable Name
	Func        // declared function Name
	Site        // creation site Origin, result Index of it
	Fresh       // in summaries: object Index among those that a call creates
)

// Root is where a path starts.
type Root struct {
	Kind  Kind
	Old   bool // Site: created in an earlier iteration of a loop
	Index int
	Name  string
	site  any // Site: the ssa.Instruction that creates it; Func: the ssa.Function
}

// NewSite returns the root for object index of a creation site.
func NewSite(instr any, index int) Root { return Root{Kind: Site, Index: index, site: instr} }

// NewFunc returns the root for a declared function.
func NewFunc(name string, fn any) Root { return Root{Kind: Func, Name: name, site: fn} }

// Origin returns the instruction of a Site or the function of a Func.
func (r Root) Origin() any { return r.site }

// Outside reports whether the root exists before the function runs.
func (r Root) Outside() bool { return r.Kind == Param || r.Kind == Free || r.Kind == Global }

func (r Root) String() string { return string(r.append(nil)) }

func (r Root) append(b []byte) []byte {
	switch r.Kind {
	case Param:
		return strconv.AppendInt(append(b, 'p'), int64(r.Index), 10)
	case Free:
		return strconv.AppendInt(append(b, 'f'), int64(r.Index), 10)
	case Global, Func:
		return append(b, r.Name...)
	case Fresh:
		return strconv.AppendInt(append(b, "new"...), int64(r.Index), 10)
	case Site:
		name := "?"
		if v, ok := r.site.(interface{ Name() string }); ok {
			name = v.Name()
		}
		b = append(b, name...)
		if r.Index > 0 {
			b = strconv.AppendInt(append(b, '#'), int64(r.Index), 10)
		}
		if r.Old {
			b = append(b, '\'')
		}
		return b
	}
	return append(b, '_')
}

// Path is a root and selectors. Paths are comparable; the zero Path names
// nothing.
type Path struct {
	Root Root
	Sel  string
}

// Of returns the path that is just a root.
func Of(r Root) Path { return Path{Root: r} }

// IsZero reports whether p names nothing.
func (p Path) IsZero() bool { return p.Root.Kind == None }

func (p Path) String() string { return string(p.Append(nil)) }

// Append appends what String returns to b.
func (p Path) Append(b []byte) []byte { return append(p.Root.append(b), p.Sel...) }

// Add returns p with more selectors, or the zero Path if that is too long.
func (p Path) Add(sel string) Path {
	if p.IsZero() || sel == "" {
		return p
	}
	if Len(p.Sel)+Len(sel) > MaxSelectors {
		return Path{}
	}
	return Path{p.Root, p.Sel + sel}
}

// Len counts the selectors in sel.
func Len(sel string) int {
	n := 0
	for i := range len(sel) {
		switch sel[i] {
		case '.', '^', '*', '$', '[':
			if sel[i] != '*' || i == 0 || sel[i-1] != '[' {
				n++
			}
		}
	}
	return n
}

// Cut splits sel after its first selector.
func Cut(sel string) (first, rest string) {
	if sel == "" {
		return "", ""
	}
	if sel[0] == '[' {
		i := strings.IndexByte(sel, ']')
		return sel[:i+1], sel[i+1:]
	}
	if sel[0] == '*' {
		return sel[:1], sel[1:]
	}
	i := strings.IndexAny(sel[1:], ".^*$[")
	if i < 0 {
		return sel, ""
	}
	return sel[:i+1], sel[i+1:]
}

// After returns what follows prefix in sel, and whether sel begins with the selectors
// of prefix.
func After(sel, prefix string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(sel, prefix)
	if !ok || rest != "" && !strings.ContainsRune(".^*$[", rune(rest[0])) {
		return "", false // or it begins with another field's name
	}
	return rest, true
}

// Last splits sel before its last selector.
func Last(sel string) (init, last string) {
	for rest := sel; rest != ""; {
		first, r := Cut(rest)
		if r == "" {
			return sel[:len(sel)-len(first)], first
		}
		rest = r
	}
	return sel, ""
}

// TrimStream strips the embedded streams at the end of a path: the wrapper is
// the stream.
func (p Path) TrimStream() Path {
	for {
		init, last := Last(p.Sel)
		if last == "" || last[0] != '^' {
			return p
		}
		p.Sel = init
	}
}

// AnyElem is the selector of an unknown element.
const AnyElem = "[*]"

// AnyReceived is the selector of an unknown value that was received from a
// channel. No other receive gets the same one.
const AnyReceived = "[<]"

// Received returns the selector for what a receive, whose result is the SSA value
// called name, gets from a channel.
func Received(name string) string { return "[r:" + name + "]" }

// SameElem is, in the path of a lock, the selector of the element that the
// stream's own path goes through.
const SameElem = "[=]"

// Elem returns the selector for an element. It is a constant's if the key is
// one that can be written in a path.
func Elem(constant string, value string) string {
	if constant != "" && len(constant) <= 24 && !strings.ContainsAny(constant, "[].^*$:'") {
		return "[k:" + constant + "]"
	}
	if value != "" {
		return "[v:" + value + "]"
	}
	return AnyElem
}

// Index returns the selector for the element with the index or key that parameter
// or captured variable i holds.
func Index(kind Kind, i int) string {
	if kind == Free {
		return "[f:" + strconv.Itoa(i) + "]"
	}
	return "[p:" + strconv.Itoa(i) + "]"
}

// Compare orders paths by the text of their roots, then of their selectors. Some sites
// have no name, go statements for one, so that two of them are told apart by where
// they are.
func Compare(a, b Path) int {
	if a.Root == b.Root {
		return strings.Compare(a.Sel, b.Sel)
	}
	if c := cmp.Or(cmp.Compare(a.Root.Kind, b.Root.Kind), cmp.Compare(a.Root.Index, b.Root.Index), cmp.Compare(a.Root.pos(), b.Root.pos())); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Root.String(), b.Root.String()), strings.Compare(a.Sel, b.Sel))
}

func (r Root) pos() token.Pos {
	if i, ok := r.site.(interface{ Pos() token.Pos }); ok {
		return i.Pos()
	}
	return token.NoPos
}

// Valid reports whether p is well formed, as a path read from elsewhere may not be.
func (p Path) Valid() bool {
	if p.Root.Kind > Fresh || p.Root.Kind == Site || p.Root.Index < 0 || Len(p.Sel) > MaxSelectors {
		return false
	}
	for sel := p.Sel; sel != ""; {
		if !strings.ContainsRune(".^*$[", rune(sel[0])) || sel[0] == '[' && strings.IndexByte(sel, ']') < 0 {
			return false
		}
		_, sel = Cut(sel)
	}
	return true
}
