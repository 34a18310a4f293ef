// Package witness turns a race that an execution has shown into a story: two lanes, each of which
// says how a goroutine gets to its access of the stream.
//
//   - [New] makes the lanes from the stacks of the two accesses.
//   - A [Teller] has the execution made again, recorded, and adds an [Account]: what the goroutines
//     do until they race, in order (timeline.go), where they got the stream (origin.go), what else
//     has to be so (condition.go), and why a lock or a wait nearby doesn't help (reason.go).
//   - An [Inquiry] says of two lines why the calls there race, or why they don't (why.go).
//
// Positions are values here, and no text is made: package report words it.
package witness

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/explore"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/source"
)

// StepKind says what a step of a lane is.
type StepKind uint8

// The kinds of steps.
const (
	AtCall    StepKind = iota // a call that leads further
	AtGo                      // a goroutine starts
	AtHandler                 // each call of this handler runs in its own goroutine
	AtAccess                  // the access
)

// A Step is a place on the way to an access.
type Step struct {
	Kind StepKind
	Pos  source.Pos
	// Library says that it is in the standard library or in another module.
	Library bool

	at machine.Place
}

// Func names the function that the step is in, as its own package would, or "" if it is a function
// literal.
func (s Step) Func() string { return funcName(s.at.Fn) }

// Title is like Func, but as other packages name it, with what a method belongs to.
func (s Step) Title() string {
	if s.at.Fn == nil {
		return ""
	}
	return funcTitle(s.at.Fn.Name)
}

func funcName(fn *code.Func) string {
	if fn == nil || strings.Contains(fn.Name, "$") {
		return ""
	}
	return fn.Name[strings.LastIndexByte(fn.Name, '.')+1:]
}

// title names the function that the step is in for the package under analysis.
func (l *Locator) title(fn *code.Func) string {
	switch {
	case fn == nil:
		return ""
	case fn.Pkg == l.pkg:
		return strings.TrimPrefix(funcTitle(fn.Name), unqualified(fn.Pkg)+".")
	}
	return funcTitle(fn.Name)
}

// A Lock is held at an access.
type Lock struct {
	Pos    source.Pos // of the call that took it
	Shared bool       // for reading
	Same   int        // locks with the same number are one mutex
	Name   string     // for readers who don't see the source there: of the field, or the like
	Inside bool       // a library has taken it
}

// A Lane is one side of a story: how a goroutine comes to its access.
type Lane struct {
	Method string
	Serves string // the handler that its goroutine runs, whether a step says so or not
	Side   contract.Side
	Steps  []Step // from the outermost call inwards; the last one is the access
	Locks  []Lock
}

// At returns where the access is.
func (l *Lane) At() source.Pos {
	if len(l.Steps) == 0 {
		return source.Pos{}
	}
	return l.Steps[len(l.Steps)-1].Pos
}

// Spawn returns the last step that starts a goroutine, or nil.
func (l *Lane) Spawn() *Step { return l.last(AtGo) }

// Handler returns the last step at which a handler begins, or nil.
func (l *Lane) Handler() *Step { return l.last(AtHandler) }

// Served returns the step at which a handler begins, if the lane begins with the call that makes a
// server call it, or nil.
func (l *Lane) Served() *Step {
	if len(l.Steps) > 1 && l.Steps[0].Kind == AtCall && l.Steps[1].Kind == AtHandler {
		return &l.Steps[1]
	}
	return nil
}

func (l *Lane) last(k StepKind) *Step {
	for i := len(l.Steps) - 1; i >= 0; i-- {
		if l.Steps[i].Kind == k {
			return &l.Steps[i]
		}
	}
	return nil
}

// A Story tells of two accesses of one stream that nothing orders.
type Story struct {
	Category string
	A, B     Lane
	Stream   string // which stream of the frame it is
	Object   string // what people call it: a stream, a connection
	Frame    string // the functions in which the lanes begin: one diagnostic tells of all its stories
	Count    int    // how many executions showed it
	// Open is a call that returns something to use until it is closed, such as NextWriter, and Opens
	// its method: the later access is a use of that, and the other one comes in between. Open is not
	// valid if the accesses themselves exclude each other.
	Open  source.Pos
	Opens string
	// Below says that all of the story is in other packages, but for a call that leads to it.
	Below bool
	// Visible says that one of these packages can see the race by itself.
	Visible bool

	Finding *explore.Finding // the race, for a Teller to execute again
	Account *Account         // nil unless a Teller has added one
}

// Passes reports whether the way to one of the accesses goes through a package.
func (s *Story) Passes(pkg string) bool {
	through := func(step Step) bool { return step.Pos.Pkg == pkg }
	return slices.ContainsFunc(s.A.Steps, through) || slices.ContainsFunc(s.B.Steps, through)
}

// Swap makes the lanes change places.
func (s *Story) Swap() {
	s.A, s.B = s.B, s.A
	if s.Account != nil {
		s.Account.swap()
	}
}

// A Locator finds positions in the package under analysis.
type Locator struct {
	// Module is the path of the module under analysis, if that is known. Stories show the calls
	// that lead to code of other modules, and not what that does.
	Module string

	pkg   string
	fset  *token.FileSet
	files map[string]*token.File
}

// NewLocator returns a Locator for a package.
func NewLocator(fset *token.FileSet, pkg string, files []*ast.File) *Locator {
	l := &Locator{pkg: pkg, fset: fset, files: map[string]*token.File{}}
	for _, f := range files {
		tf := fset.File(f.FileStart)
		l.files[filepath.Base(tf.Name())] = tf
	}
	return l
}

// Pos returns the position of a place.
func (l *Locator) Pos(p machine.Place) source.Pos {
	tf := l.files[p.Fn.File]
	if p.Fn.Pkg == l.pkg && tf != nil && p.Line >= 1 && int(p.Line) <= tf.LineCount() {
		pos := tf.LineStart(int(p.Line)) + token.Pos(max(p.Col-1, 0))
		return source.NewPos(l.fset, l.pkg, pos)
	}
	return source.Pos{Pkg: p.Fn.Pkg, File: p.Fn.File, Line: int(p.Line), Col: int(p.Col)}
}

// foreign reports whether a function belongs to the standard library, or to a module that is not
// under analysis.
func (l *Locator) foreign(fn *code.Func) bool {
	switch root, _, _ := strings.Cut(fn.Pkg, "/"); {
	case fn.Pkg == l.pkg, l.Module != "" && (fn.Pkg == l.Module || strings.HasPrefix(fn.Pkg, l.Module+"/")):
		return false
	case l.Module != "":
		return true
	default:
		return !strings.Contains(root, ".")
	}
}

// New returns the story of a finding.
func New(f *explore.Finding, l *Locator) Story {
	r := f.Race
	s := Story{Category: r.Category, Stream: r.First.Stream.Name, Object: r.First.Use.Object(), Count: f.Count, Finding: f}
	if r.Open != nil {
		s.Open, s.Opens = l.Pos(r.Open.Place), r.Open.Method
	}
	s.A, s.B = l.lane(r.Second, r.First), l.lane(r.First, r.Second)
	s.A.Steps, s.B.Steps = trim(s.A.Steps, s.B.Steps)
	if at, ok := l.common(r); ok {
		s.A.come(l.step(AtCall, at))
		s.B.come(l.step(AtCall, at))
		s.Below = true
	} else if !l.mentions(&s.A) && !l.mentions(&s.B) && servedTogether(r) {
		l.serve(&s.A, r.Second)
		l.serve(&s.B, r.First)
		s.Below = true
	}
	s.Visible = s.Below && l.visibleBelow(r)
	s.Frame = frameOf(r.First) + "\n" + frameOf(r.Second)
	if a, b := frameOf(r.First), frameOf(r.Second); b < a {
		s.Frame = b + "\n" + a
	}
	return s
}

func (l *Locator) step(kind StepKind, at machine.Place) Step {
	return Step{Kind: kind, Pos: l.Pos(at), Library: l.foreign(at.Fn), at: at}
}

// come makes a lane begin with a step, unless it does so already: a go statement begins a goroutine.
func (l *Lane) come(through Step) {
	if len(l.Steps) == 0 || l.Steps[0].at != through.at {
		l.Steps = slices.Insert(l.Steps, 0, through)
	}
}

// frameOf names the function in which the path to an access begins: a handler, or the outermost
// function of the program in the goroutine that the access's goroutine descends from.
func frameOf(a *machine.Access) string {
	g := a.Goroutine
	for g.Origin.Kind != machine.FromHandler && g.Origin.Kind != machine.FromRequest && g.Origin.Parent != nil && len(g.Origin.Stack) > 0 {
		stack := g.Origin.Stack
		g = g.Origin.Parent
		if g.Origin.Parent == nil || len(g.Origin.Stack) == 0 {
			return stack[len(stack)-1].Fn.Name
		}
	}
	if g.Origin.Fn != nil {
		return g.Origin.Fn.Name
	}
	return a.Stack[len(a.Stack)-1].Fn.Name
}

// lane returns the steps that lead to an access, without those of goroutines from which the other
// access comes as well.
func (l *Locator) lane(a, other *machine.Access) Lane {
	lane := Lane{Method: a.Method, Side: a.Use.Side}
	if o := a.Goroutine.Origin; o.Kind == machine.FromHandler || o.Kind == machine.FromRequest {
		lane.Serves = funcName(o.Fn)
	}
	var chain []*machine.Goroutine
	for g := a.Goroutine; g != nil; g = g.Origin.Parent {
		chain = append([]*machine.Goroutine{g}, chain...)
	}
	common := map[*machine.Goroutine]bool{}
	for g := other.Goroutine; g != nil; g = g.Origin.Parent {
		common[g] = true
	}
	for _, g := range chain {
		l.begin(&lane, g, common[g])
	}
	for i, at := range slices.Backward(a.Stack) {
		kind := AtCall
		if i == 0 {
			kind = AtAccess
		}
		lane.Steps = append(lane.Steps, l.step(kind, at))
	}
	for _, h := range a.Locks {
		lane.Locks = append(lane.Locks, Lock{l.Pos(h.Place), h.Shared, h.Mutex, nameAt(h.Place), l.foreign(h.Place.Fn)})
	}
	return lane
}

// begin adds the steps that lead to the start of a goroutine. Nothing before the start of a goroutine
// that both lanes have in common distinguishes them, so the lane begins anew there.
func (l *Locator) begin(lane *Lane, g *machine.Goroutine, common bool) {
	switch g.Origin.Kind {
	case machine.FromHandler, machine.FromRequest:
		if g.Origin.Fn != nil {
			lane.Steps = nil
			if !common {
				f := g.Origin.Fn
				at := machine.Place{Fn: f, Line: f.Line, Col: f.Col}
				lane.Steps = []Step{l.step(AtHandler, at)}
			}
		}
	case machine.FromGo, machine.FromTimer:
		if common {
			lane.Steps = nil
			return
		}
		for i, at := range slices.Backward(g.Origin.Stack) {
			kind := AtCall
			if i == 0 {
				kind = AtGo
			}
			lane.Steps = append(lane.Steps, l.step(kind, at))
		}
	}
}

// trim removes the calls with which both lanes begin. The last of these stays if it calls a function
// of another package that starts a goroutine: to the reader, that call starts the goroutine.
func trim(a, b []Step) ([]Step, []Step) {
	n := 0
	for n < len(a)-1 && n < len(b)-1 && a[n].Kind == AtCall && a[n] == b[n] {
		n++
	}
	if n > 0 && a[n-1].Pos.Local().IsValid() && (startsElsewhere(a[n:]) || startsElsewhere(b[n:])) {
		n--
	}
	return a[n:], b[n:]
}

// startsElsewhere reports whether the steps pass a go statement of another package before they get
// back to the package under analysis.
func startsElsewhere(steps []Step) bool {
	starts := false
	for _, s := range steps {
		if s.Pos.Local().IsValid() {
			return starts
		}
		starts = starts || s.Kind == AtGo
	}
	return false
}
