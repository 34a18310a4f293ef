package summary

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/source"
)

// Kind is a kind of effect.
type Kind uint8

// Kinds of effects, as the package comment tells.
const (
	Access Kind = iota + 1
	Call
	Signal
)

// Effect is one thing that a call of a function may do.
type Effect struct {
	Kind   Kind
	Method string        // Access, Call: the method that is called, if any
	Side   contract.Side // Access: how the stream is used
	Names  []path.Path   // Access: the stream; Call: the function or receiver
	Alias  []path.Path   // Access: where else the stream is stored by then
	Args   []Arg         // Call: the arguments
	Token  Token         // Signal

	Locks    []Lock      // surely held
	Released []path.Path // locks of the caller that may have been given back by then
	Gates    []Token     // surely waited for before it, after the function was called
	After    []Token     // surely signaled after it

	Async bool // happens on a goroutine that the function starts
	Live  bool // async and maybe not over when the function returns
	Left  Left // Live: at which returns
	Many  bool // async, on several goroutines at a time
	Again bool // not async, possibly several times, one after the other

	When []Cond // only where this holds when the function is called

	Bound  bool // async: what it acts on was looked up before its goroutine began
	Reread bool // Access in a loop, of a stream that is looked up anew each time

	Trace []Step // how it comes about, from the function inwards
}

// Cond is what a captured variable holds: a boolean that is Value, or something that is
// nil or isn't as Value says.
type Cond struct {
	Free  int // which one
	Nil   bool
	Value bool
}

func (c Cond) String() string {
	s := path.Root{Kind: path.Free, Index: c.Free}.String() + "*"
	if c.Nil {
		s += " nil"
	}
	if !c.Value {
		s = "not " + s
	}
	return s
}

// Left tells at which returns of a function an effect may not be over.
type Left uint8

// Where an effect is left behind.
const (
	Anyhow    Left = iota // at any
	OnSuccess             // only where the function succeeds, see Success
	OnFailure             // only where it does not
)

// Arg is what is known of an argument, or of a captured variable.
type Arg struct {
	Vals path.Set
	Elem string // the selector of the element whose index or key it is, or ""
	Own  bool   // it was just made, and nobody else can have it as yet
}

// Selectors that no field has name, in the place that they belong to, what keeps two
// calls apart without being a lock.
const (
	OnceLock  = ".once"  // the one call that a sync.Once lets through
	LimitLock = ".limit" // the one goroutine at a time that a group or an executor runs

	// ByKey begins the place in an element of a container of the lock that another container
	// of the same object has under the same key; the name of that one follows.
	ByKey = ".by:"

	// MaybeLimit is LimitLock if a caller has limited the group to one goroutine at a time.
	MaybeLimit = ".limited"

	// SemaphoreLock is the place in a channel of capacity one that is used as a mutex: one
	// way round, a send takes it and a receive gives it back, or the other, if the channel
	// is filled to begin with. Whether the capacity is one may be known only to a caller:
	// the lock counts if it turns out to be.
	SemaphoreLock = ".sem"
)

// Lock is a lock that is held.
type Lock struct {
	Path   path.Path
	Shared bool // held for reading, beside other readers
	Once   bool // taken by the one call that a sync.Once lets through, and never given back
	Cover  bool // held by the spawner until the effect's goroutine is over
	Taken  bool // not held: what the effect acts on was taken from where others find it under the lock

	// Weight is how much of a semaphore is held, as the selector of the element with that
	// index, or "" for one.
	Weight string
}

// TokenKind is a kind of token.
type TokenKind uint8

// Kinds of tokens.
const (
	Group   TokenKind = iota + 1 // signaled by Done, waited for by Wait
	Closed                       // signaled by close, waited for by a loop over the channel
	Sent                         // signaled by a send on a channel
	Receive                      // waited for by a receive from a channel
	Done                         // signaled by the end of the function of a sync.Once
	Taken                        // signaled by a receive from an unbuffered channel
	Given                        // waited for by a send on an unbuffered channel
	Counted                      // signaled by counting down, waited for by who finds that the count is zero
	Ended                        // waited for by what a test runs in parallel: the end of the function of the test that has started it
)

// Token is something that one goroutine signals and another one waits for.
type Token struct {
	Kind TokenKind
	Path path.Path

	// Late says that Path, a name for callers, leads there once the call has stored what it
	// stores. At the call it may have led to something else.
	Late bool
}

// Completes reports whether waiting for w may be over because of the signal t.
func (t Token) Completes(w Token) bool {
	if t.Path != w.Path {
		return false
	}
	switch w.Kind {
	case Group, Done, Counted:
		return t.Kind == w.Kind
	case Closed:
		return t.Kind == Closed || t.Kind == Sent
	case Receive:
		return t.Kind == Closed || t.Kind == Sent
	case Given:
		return t.Kind == Taken
	}
	return false
}

// StepKind is a kind of step.
type StepKind uint8

// Kinds of steps.
const (
	AtAccess StepKind = iota + 1
	AtCall
	AtGo      // a go statement, or a call that starts a goroutine
	AtHandler // a handler, called by the server in a goroutine of its own
)

// Step is one step of the way to an effect.
type Step struct {
	Kind StepKind
	Pos  Pos
}

// Pos is a position in a source file.
type Pos = source.Pos

// NewPos returns the position of pos.
func NewPos(fset *token.FileSet, pkg string, pos token.Pos) Pos { return source.NewPos(fset, pkg, pos) }

// At returns where the effect itself happens: the last step of its trace.
func (e *Effect) At() Pos {
	if len(e.Trace) == 0 {
		return Pos{}
	}
	return e.Trace[len(e.Trace)-1].Pos
}

// Spawn returns the last step that starts a goroutine on the way to e, or nil.
func (e *Effect) Spawn() *Step {
	for i := len(e.Trace) - 1; i >= 0; i-- {
		if e.Trace[i].Kind == AtGo {
			return &e.Trace[i]
		}
	}
	return nil
}

// Key identifies what e does, but not how it comes about: of two effects with
// one key only the first needs to be kept.
func (e *Effect) Key() string {
	b := make([]byte, 0, 256)
	flag := func(set bool) {
		if set {
			b = append(b, '+')
		} else {
			b = append(b, '-')
		}
	}
	paths := func(before string, list []path.Path) {
		for _, p := range list {
			b = p.Append(append(b, before...))
		}
	}
	tokens := func(before string, list []Token) {
		for _, t := range list {
			b = append(append(b, before...), byte('0'+t.Kind), ' ')
			b = t.Path.Append(b)
			if t.Late {
				b = append(b, '\'')
			}
		}
	}
	b = append(b, byte('0'+e.Kind), byte('0'+e.Side), byte('0'+e.Left), ' ')
	b = append(b, e.Method...)
	paths(" ", e.Names)
	paths(" ~", e.Alias)
	for _, a := range e.Args {
		b = append(append(b, " ("...), a.Elem...)
		flag(a.Own)
		for _, v := range a.Vals {
			b = append(v.Path.Append(append(b, ' ')), v.Dyn...)
			flag(v.Addr)
		}
	}
	tokens(" ! ", []Token{e.Token})
	for _, l := range e.Locks {
		b = l.Path.Append(append(b, " ["...))
		flag(l.Shared)
		flag(l.Once)
		flag(l.Cover)
		flag(l.Taken)
		b = append(b, l.Weight...)
	}
	paths(" -", e.Released)
	tokens(" < ", e.Gates)
	tokens(" > ", e.After)
	for _, c := range e.When {
		b = append(append(b, " if "...), c.String()...)
	}
	for _, set := range [...]bool{e.Async, e.Live, e.Many, e.Again, e.Bound, e.Reread} {
		flag(set)
	}
	return string(b)
}

func (e *Effect) String() string {
	var b strings.Builder
	if e.Kind == Signal {
		b.WriteString(e.Token.String())
	}
	for i, p := range e.Names {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(p.String())
	}
	if len(e.Alias) > 0 {
		fmt.Fprintf(&b, " (%s)", join(e.Alias, "|"))
	}
	switch e.Kind {
	case Access:
		b.WriteString(": " + e.Method)
	case Call:
		b.WriteString(": call " + e.Method)
	}
	for _, l := range e.Locks {
		b.WriteString(" [" + l.String() + "]")
	}
	if len(e.Released) > 0 {
		fmt.Fprintf(&b, " -[%s]", join(e.Released, " "))
	}
	if len(e.Gates) > 0 {
		fmt.Fprintf(&b, " after %s", join(e.Gates, " "))
	}
	if len(e.After) > 0 {
		fmt.Fprintf(&b, " then %s", join(e.After, " "))
	}
	for _, c := range e.When {
		b.WriteString(" if " + c.String())
	}
	for _, s := range e.Trace {
		if s.Kind == AtGo {
			fmt.Fprintf(&b, " in go@%v", s.Pos)
		}
	}
	if e.Many {
		b.WriteString(" many")
	}
	if e.Again {
		b.WriteString(" again")
	}
	if e.Live {
		b.WriteString(" live")
	}
	switch e.Left {
	case OnSuccess:
		b.WriteString(" unless it fails")
	case OnFailure:
		b.WriteString(" if it fails")
	}
	return b.String()
}

func join[T fmt.Stringer](list []T, sep string) string {
	var b strings.Builder
	for i, x := range list {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(x.String())
	}
	return b.String()
}

func (l Lock) String() string {
	if l.Shared {
		return "r:" + l.Path.String()
	}
	return l.Path.String() + l.Weight
}

func (t Token) String() string {
	names := [...]string{Group: "wait ", Closed: "closed ", Sent: "sent ", Receive: "received ", Done: "once ", Taken: "taken ", Given: "given ", Counted: "zero ", Ended: "ended "}
	if t.Late {
		return names[t.Kind] + t.Path.String() + " late"
	}
	return names[t.Kind] + t.Path.String()
}

// HasToken reports whether one of the signals in list completes w.
func HasToken(list []Token, w Token) bool {
	return slices.ContainsFunc(list, func(t Token) bool { return t.Completes(w) })
}

// OfValue reports whether the token is named by a value, a channel, rather than
// by the location of a wait group, a once or a counter.
func (t Token) OfValue() bool { return t.Kind != Group && t.Kind != Done && t.Kind != Counted }
