package report

import (
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/witness"
)

// The recipes on the pages about the categories, by their titles.
const (
	mutexOfSenders  = "A mutex around each send"
	oneSender       = "One goroutine sends, the others pass it their messages"
	senderCloses    = "Let the sender close"
	waitThenClose   = "Wait for the sender, then close"
	mutexAtClose    = "Hold the senders' mutex while closing"
	oneReceiver     = "One goroutine receives, the others get the messages from it"
	mutexOfReceiver = "A mutex around each receive"
)

// recipe names the fix that changes the code least.
func recipe(f *finding) string {
	locks := len(f.A.Locks)+len(f.B.Locks) > 0
	switch f.Category {
	case contract.CloseSend:
		return recipeToClose(f, locks)
	case contract.RecvRecv:
		if locks {
			return mutexOfReceiver
		}
		return oneReceiver
	case contract.SendSend:
		return recipeToSend(f, locks)
	}
	return "" // the first one on the page
}

func recipeToSend(f *finding, locks bool) string {
	// If one of two goroutines has started the other, one can do the sending for both. If any number
	// of goroutines send, none of them can.
	if !locks && oneStartsOther(f) {
		return oneSender
	}
	return mutexOfSenders
}

func recipeToClose(f *finding, locks bool) string {
	sender := &f.A
	if f.A.Side&contract.CloseSide != 0 {
		sender = &f.B
	}
	switch {
	case locks:
		return mutexAtClose
	case sender.Spawn() != nil && oneStartsOther(f):
		return senderCloses
	}
	return waitThenClose
}

// oneStartsOther reports whether the goroutine of one lane has started that of the other.
func oneStartsOther(f *finding) bool {
	started := func(l *witness.Lane) bool { return l.Spawn() != nil }
	return started(&f.A) != started(&f.B) && f.A.Handler() == nil == (f.B.Handler() == nil)
}
