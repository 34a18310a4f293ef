package report

import (
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
	"github.com/streamvet/streamvet/internal/witness"
)

// tell returns the story of a finding for which there is a diagnostic.
func (r *reporter) tell(f *finding, d analysis.Diagnostic) *story.Story {
	s := &story.Story{
		At: r.between(d.Pos, d.End), Category: d.Category, Message: d.Message,
		Stream: story.Stream{Name: r.streamName(f), Kind: kindOf(f)},
		Lanes:  [2]story.Lane{r.lane(&f.A), r.lane(&f.B)},
		Recipe: recipe(f), Advice: r.advice(f),
	}
	if f.Open.IsValid() {
		s.Open = f.Opens
	}
	if a, b := &s.Lanes[0], &s.Lanes[1]; a.Name == b.Name {
		r.tellApart(f, a, b)
	}
	if fault := r.lockFault(f); fault.note != "" {
		s.Reasons = append(s.Reasons, story.Note{Place: r.placeOf(fault.lock.Pos), Text: fault.note})
	}
	if a := f.Account; a != nil {
		r.account(f, a, s)
		return s
	}
	for i, lane := range []*witness.Lane{&f.A, &f.B} {
		s.Events = append(s.Events, r.events(lane, i)...)
	}
	return s
}

// account adds to a story what its account knows.
func (r *reporter) account(f *finding, a *witness.Account, s *story.Story) {
	s.Confidence = a.Confidence
	for _, e := range a.Events {
		s.Events = append(s.Events, r.event(f, e))
	}
	for _, o := range a.Orders {
		s.Orders = append(s.Orders, story.Order(o))
	}
	for lane, list := range a.Origins {
		for i, o := range list {
			note := story.Note{Place: r.placeOf(o.Pos), Text: r.originText(f, o)}
			if i == 0 && a.Confidence == story.Assumed && o.Kind != witness.Made && o.Kind != witness.Given {
				note.Text += ", where no code that was run has put it: that both find the same one is assumed"
			}
			s.Stream.Origins[lane] = append(s.Stream.Origins[lane], note)
		}
	}
	for _, c := range a.Conditions {
		if text := r.conditionText(c); text != "" {
			s.Conditions = append(s.Conditions, story.Note{Place: r.placeOf(c.Pos), Text: text})
		}
	}
	held := len(s.Reasons) > 0
	for i, reason := range a.Reasons {
		note := story.Note{Place: r.placeOf(reason.Pos), Text: r.reasonText(f, reason)}
		if reason.Kind == witness.Released && reason.Name != "" && held {
			continue // it says more that the mutexes that are held don't help
		}
		if other := reason; (reason.Kind == witness.Released || reason.Kind == witness.Full) && !reason.Starter {
			other.Lane = 1 - reason.Lane
			if k := slices.Index(a.Reasons, other); k >= 0 && k < i {
				continue
			} else if k >= 0 {
				note.Text = asBoth(note.Text, reason.Lane)
			}
		}
		if note.Text != "" && !slices.Contains(s.Reasons, note) {
			s.Reasons = append(s.Reasons, note)
		}
	}
}

// asBoth makes what a text says of one goroutine about both.
func asBoth(text string, lane int) string {
	who := ordinals[lane]
	return strings.NewReplacer(
		who+" has", "both goroutines have", who+" finds", "both goroutines find", "and the select goes", "and their select goes", "before its", "before",
	).Replace(text)
}

// lane describes one side.
func (r *reporter) lane(l *witness.Lane) story.Lane {
	lane := story.Lane{Name: r.laneName(l), Method: methodName(l), Access: r.placeOf(l.At())}
	for _, lock := range r.named(l.Locks) {
		lane.Locks = append(lane.Locks, story.Lock{Name: r.name(lock), Place: r.placeOf(lock.Pos), Shared: lock.Shared, Mutex: lock.Same})
	}
	return lane
}

// laneName says which goroutine a lane is.
func (r *reporter) laneName(l *witness.Lane) string {
	if s := started(l); s != nil {
		return "goroutine started at " + r.where(s.Pos)
	}
	if s := l.Handler(); s != nil {
		if name := r.handlerName(*s); name != "" {
			return "handler " + name
		}
		return "handler at " + r.where(s.Pos)
	}
	if fn := r.funcAt(l.Steps[0].Pos.Local()); fn != nil {
		if fn.Name.Name == "main" && fn.Recv == nil {
			return "main"
		}
		if l.Serves == fn.Name.Name {
			return "handler " + fn.Name.Name
		}
		return "goroutine that calls " + fn.Name.Name
	}
	if name := l.Steps[0].Func(); name != "" {
		return "goroutine that calls " + path.Base(l.Steps[0].Pos.Pkg) + "." + name
	}
	return "goroutine that comes here"
}

// tellApart gives different names to two lanes that run the same function.
func (r *reporter) tellApart(f *finding, a, b *story.Lane) {
	one, other := "one of them", "another one"
	if f.A.Spawn() == nil && f.A.Handler() != nil {
		one, other = "one call", "another call"
	}
	a.Name += ", " + one
	b.Name += ", " + other
}

// methodName returns what a lane calls, for people.
func methodName(l *witness.Lane) string {
	if l.Method == contract.Handler {
		return "handler"
	}
	return l.Method
}

// events makes events of the steps of a lane, for a story without an account.
func (r *reporter) events(l *witness.Lane, lane int) []story.Event {
	kinds := map[witness.StepKind]story.Kind{
		witness.AtCall: story.Call, witness.AtGo: story.Go, witness.AtHandler: story.Handler, witness.AtAccess: story.Access,
	}
	var out []story.Event
	for i, step := range l.Steps {
		out = append(out, story.Event{
			Lane: lane, Kind: kinds[step.Kind], Way: lane + 1, Place: r.placeOf(step.Pos), Text: r.stepText(l, i),
		})
	}
	return out
}

// kindOf returns what people call the object that both use, or "" for a stream.
func kindOf(f *finding) string {
	if f.Object == contract.GRPC.Object {
		return ""
	}
	return f.Object
}

// streamName returns how the code at the diagnostic names the stream.
func (r *reporter) streamName(f *finding) string {
	if e := r.streamExpr(f); e != nil {
		return types.ExprString(e)
	}
	return ""
}

// placeOf returns the place of a position, with the call or name that is there.
func (r *reporter) placeOf(p source.Pos) story.Place {
	if pos := p.Local(); pos.IsValid() {
		return r.between(r.span(pos))
	}
	if !p.IsValid() {
		return story.Place{}
	}
	return story.Place{Package: p.Pkg, File: r.fileOf(p), Line: p.Line, Col: p.Col}
}

// between returns the place from one position to another one, in this package.
func (r *reporter) between(pos, end token.Pos) story.Place {
	from := r.pass.Fset.Position(pos)
	out := story.Place{Package: r.pass.Pkg.Path(), File: from.Filename, Line: from.Line, Col: from.Column}
	if to := r.pass.Fset.Position(end); end.IsValid() && to.Filename == from.Filename {
		out.EndLine, out.EndCol = to.Line, to.Column
	}
	return out
}

// fileOf names the file of a position in another package, whose directory is known from the positions
// of what it declares.
func (r *reporter) fileOf(p source.Pos) string {
	if pkg := imported(r.pass.Pkg, p.Pkg); pkg != nil {
		for _, name := range pkg.Scope().Names() {
			file := r.pass.Fset.Position(pkg.Scope().Lookup(name).Pos()).Filename
			if filepath.IsAbs(file) && filepath.Ext(file) == ".go" {
				return filepath.Join(filepath.Dir(file), p.File)
			}
		}
	}
	return p.Pkg + "/" + p.File
}

// imported returns the package with a path if pkg imports it, directly or not.
func imported(pkg *types.Package, path string) *types.Package {
	seen := map[*types.Package]bool{pkg: true}
	for list := pkg.Imports(); len(list) > 0; list = list[1:] {
		p := list[0]
		if p.Path() == path {
			return p
		}
		if !seen[p] {
			seen[p] = true
			list = append(list, p.Imports()...)
		}
	}
	return nil
}
