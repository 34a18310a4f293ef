package report

import (
	"testing"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/witness"
)

// Whatever is recommended is described on the page about the category.
func TestRecipe(t *testing.T) {
	lane := func(side contract.Side, locks int, kinds ...witness.StepKind) witness.Lane {
		l := witness.Lane{Side: side, Locks: make([]witness.Lock, locks)}
		for _, k := range append(kinds, witness.AtAccess) {
			l.Steps = append(l.Steps, witness.Step{Kind: k, Pos: source.Pos{Line: 1}})
		}
		return l
	}
	const send, recv, end = contract.SendSide, contract.RecvSide, contract.CloseSide
	for _, tt := range []struct {
		category string
		a, b     witness.Lane
		want     string
	}{
		{contract.SendSend, lane(send, 0, witness.AtGo), lane(send, 0), oneSender},
		{contract.SendSend, lane(send, 1, witness.AtGo), lane(send, 0), mutexOfSenders},
		{contract.SendSend, lane(send, 0, witness.AtGo), lane(send, 0, witness.AtGo), mutexOfSenders},
		{contract.SendSend, lane(send, 0, witness.AtHandler), lane(send, 0, witness.AtHandler), mutexOfSenders},
		{contract.SendSend, lane(send, 0, witness.AtHandler, witness.AtGo), lane(send, 0), mutexOfSenders},
		{contract.CloseSend, lane(send, 0, witness.AtGo), lane(end, 0), senderCloses},
		{contract.CloseSend, lane(end, 0, witness.AtGo), lane(send, 0), waitThenClose},
		{contract.CloseSend, lane(send, 0, witness.AtGo), lane(end, 0, witness.AtGo), waitThenClose},
		{contract.CloseSend, lane(send, 1, witness.AtGo), lane(end, 0), mutexAtClose},
		{contract.RecvRecv, lane(recv, 0, witness.AtGo), lane(recv, 0), oneReceiver},
		{contract.RecvRecv, lane(recv, 0, witness.AtGo), lane(recv, 2), mutexOfReceiver},
	} {
		f := &finding{Story: witness.Story{Category: tt.category, A: tt.a, B: tt.b}}
		if got := recipe(f); got != tt.want {
			t.Errorf("%s of %v and %v: %q, want %q", tt.category, tt.a.Steps, tt.b.Steps, got, tt.want)
		}
		if r, ok := checks.Fix(tt.category, tt.want); !ok || r.Title != tt.want {
			t.Errorf("the page about %s has no recipe %q", tt.category, tt.want)
		}
	}
}
