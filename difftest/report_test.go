package difftest_test

import (
	"go/token"
	"reflect"
	"testing"

	"github.com/streamvet/streamvet/difftest"
	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/truth"
	"github.com/streamvet/streamvet/difftest/vet"
)

// A record names each side of a stream once, however many conflicts are on it.
func TestRecord(t *testing.T) {
	conflicts := []truth.Conflict{
		{Opened: -1, Category: program.SendSend, A: 1, B: 2},
		{Opened: -1, Category: program.CloseWith, A: 1, B: 3},
		{Opened: -1, Category: program.RecvRecv, A: 4, B: 5},
	}
	o := &difftest.Outcome{
		Case:   &difftest.Case{Seed: 7, Model: &program.Program{}, Truth: &truth.Result{Conflicts: conflicts}},
		Missed: conflicts[2:],
		False:  []vet.Finding{{Category: "sendsend", Message: "said", Places: []token.Position{{Filename: "chat.go", Line: 3, Column: 2}}}},
	}
	want := difftest.Record{
		Seed:      7,
		Features:  o.Case.Model.Features(),
		Conflicts: []string{"recv on stream -1", "send on stream -1"},
		Missed:    []string{"recv on stream -1"},
		False:     []string{"chat.go:3: said"},
	}
	if got := o.Record(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
