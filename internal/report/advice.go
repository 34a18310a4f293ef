package report

import (
	"strings"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
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
		return r.lockToo(f, a[0], 1)
	case len(a) == 0:
		return r.lockToo(f, b[0], 0)
	case a[0].Shared && b[0].Shared:
		return "give each " + f.Object + " a mutex of its own, and hold it around " + r.bothUses(f) + "; or lock " + r.name(a[0]) + " for writing at " + r.where(a[0].Pos)
	}
	return "make both hold the same mutex around " + r.bothUses(f) + ": there has to be one for each " + f.Object
}

// lockToo says that the other lane has to hold a mutex as well.
func (r *reporter) lockToo(f *finding, l witness.Lock, lane int) string {
	if f.A.At() == f.B.At() {
		return "hold " + r.name(l) + " around the " + r.useAt(f, 0) + " on each way there"
	}
	return "hold " + r.name(l) + " around the " + r.useAt(f, lane) + ", too"
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

// useAt names the access of a lane and where it is, as far as the package shows it.
func (r *reporter) useAt(f *finding, lane int) string {
	l := f.lane(lane)
	return methodName(l) + " at " + r.where(r.usePos(f, lane))
}

func (r *reporter) usePos(f *finding, lane int) source.Pos {
	l := f.lane(lane)
	if p := r.place(l); p.pos.IsValid() {
		return p.at
	}
	return l.At()
}

// bothCalls names the calls of both lanes.
func (r *reporter) bothCalls(f *finding) string {
	one, other := r.useAt(f, 0), r.useAt(f, 1)
	if one == other {
		return "the " + one
	}
	return one + " and " + other
}

func (r *reporter) bothUses(f *finding) string {
	one, other := r.useAt(f, 0), r.useAt(f, 1)
	if one == other {
		return "the " + one
	}
	return "the " + one + " and the " + other
}
