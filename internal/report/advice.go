package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/witness"
)

// advice says what to do about a finding, and where: the recipe applied to this code.
func (r *reporter) advice(f *finding) string {
	if f.Open.IsValid() {
		return "hold a mutex from " + f.Opens + " at " + r.where(f.Open) + " to the end of what it returns, and around " + r.bothUses(f)
	}
	if text := r.waitSooner(f); text != "" {
		return text
	}
	switch f.Category {
	case contract.CloseSend, contract.CloseBesideWrite:
		return r.adviceToClose(f)
	case contract.RecvRecv, contract.ConcurrentRead:
		return "let one goroutine receive, and pass the other one what it needs, in place of the " + r.useAt(f, 1)
	case contract.SendSend, contract.ConcurrentWrite:
		return r.adviceToSend(f)
	}
	if text := r.adviceToLock(f); text != "" {
		return text
	}
	return "let one goroutine at a time use the " + f.Object + ": hold a mutex around " + r.bothUses(f) + ", or give each goroutine a " + f.Object + " of its own"
}

// waitSooner is the advice for code in which a wait is there, but in the wrong place.
func (r *reporter) waitSooner(f *finding) string {
	if f.Account == nil {
		return ""
	}
	for _, reason := range f.Account.Reasons {
		what, ok := r.operationAt(reason.Pos)
		if reason.Name != "" {
			what, ok = reason.Name, reason.Kind == witness.LetsIn
		}
		switch {
		case !ok:
		case reason.Kind == witness.WaitsLate:
			return "come to " + what + " (" + r.where(reason.Pos) + ") before the " + r.useAt(f, reason.Lane)
		case reason.Kind == witness.LetsIn:
			return "make " + strings.TrimPrefix(what, "the send on ") + " a channel with room for one value, so that it lets one goroutine in, or hold a mutex around " + r.bothUses(f)
		case reason.Kind == witness.DoneEarly && !strings.HasPrefix(what, "the send"):
			return "come to " + what + " (" + r.where(reason.Pos) + ") only after the " + r.useAt(f, reason.Lane)
		}
	}
	return ""
}

func (r *reporter) adviceToSend(f *finding) string {
	switch text := r.adviceToLock(f); {
	case text != "":
		return text
	case recipeToSend(f, false) == oneSender:
		return "let one goroutine do both, " + r.bothCalls(f) + ": the other one passes it its messages through a channel"
	}
	return "give each " + f.Object + " a mutex, and hold it around " + r.bothUses(f)
}

// adviceToLock is the advice for code that holds a mutex already, or "".
func (r *reporter) adviceToLock(f *finding) string {
	a, b := r.locks(f)
	switch {
	case len(a) == 0 && len(b) == 0:
		return ""
	case len(b) == 0:
		return r.lockToo(f, a[0])
	case len(a) == 0:
		return r.lockToo(f, b[0])
	case a[0].Shared && b[0].Shared:
		return "give each " + f.Object + " a mutex of its own, and hold it around " + r.bothUses(f) + "; or lock " + r.name(a[0]) + " for writing at " + r.where(a[0].Pos)
	}
	return "make both hold the same mutex around " + r.bothUses(f) + ": there has to be one for each " + f.Object
}

// lockToo says that the other lane has to hold a mutex as well.
func (r *reporter) lockToo(f *finding, l witness.Lock) string {
	if f.A.At() == f.B.At() {
		return "hold " + r.name(l) + " around the " + r.useAt(f, 0) + " on each way there"
	}
	without := func(o *witness.Lane) bool {
		return !slices.ContainsFunc(r.named(o.Locks), func(held witness.Lock) bool { return r.name(held) == r.name(l) })
	}
	return "hold " + r.name(l) + " around " + r.uses(f, without) + ", too"
}

func (r *reporter) adviceToClose(f *finding) string {
	closing := 0
	if f.B.Side&contract.CloseSide != 0 {
		closing = 1
	}
	if text := r.adviceToLock(f); text != "" {
		return text
	}
	sender := started(f.lane(1 - closing))
	if recipeToClose(f, false) == senderCloses {
		return "let the sender close: in place of the " + r.useAt(f, closing) + ", call " + methodName(f.lane(closing)) + " at the end of the goroutine started at " + r.where(sender.Pos)
	}
	what := "the " + r.useAt(f, 1-closing)
	if sender != nil {
		what = "the end of the goroutine started at " + r.where(sender.Pos)
	}
	return "wait for " + what + " before the " + r.useAt(f, closing)
}

// useAt names the access of a lane, where people can change the code: if a library makes it, or
// generated code, that is the call that leads there.
func (r *reporter) useAt(f *finding, lane int) string {
	l := f.lane(lane)
	at := len(l.Steps) - 1
	for at > 0 && (l.Steps[at].Library || r.generated[r.pass.Fset.File(l.Steps[at].Pos.Local())]) {
		at--
	}
	return methodName(l) + " at " + r.where(l.Steps[at].Pos)
}

// bothCalls names the calls of both lanes.
func (r *reporter) bothCalls(f *finding) string {
	one, other := r.useAt(f, 0), r.useAt(f, 1)
	if one == other {
		return "the " + one
	}
	return one + " and " + other
}

// bothUses names the accesses of both lanes, and those of other pairs that the finding stands for.
func (r *reporter) bothUses(f *finding) string {
	return r.uses(f, func(*witness.Lane) bool { return true })
}

// maxUses is how many accesses are named: who has more to change looks at all of them.
const maxUses = 4

// uses names those of the accesses that are to be, in the order in which they are told of.
func (r *reporter) uses(f *finding, named func(*witness.Lane) bool) string {
	var list []string
	add := func(f *finding, lane int) {
		if use := "the " + r.useAt(f, lane); named(f.lane(lane)) && !slices.Contains(list, use) {
			list = append(list, use)
		}
	}
	for lane := range 2 {
		add(f, lane)
	}
	for i := range f.alike {
		for lane := range 2 {
			add(&f.alike[i], lane)
		}
	}
	switch n := len(list); {
	case n == 0:
		return ""
	case n == 1:
		return list[0]
	case n > maxUses:
		return strings.Join(list[:maxUses-1], ", ") + fmt.Sprintf(" and %d more calls", n-maxUses+1)
	default:
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
}
