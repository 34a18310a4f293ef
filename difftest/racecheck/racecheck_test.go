package racecheck

import (
	"reflect"
	"testing"

	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/source"
)

const report = `==================
WARNING: DATA RACE
Read at 0x00c00009e030 by goroutine 11:
  streamvet.test/chatpb.(*stream).Send()
      /tmp/x/chatpb/chatpb.go:68 +0x30
  streamvet.test/gen/p7.Chat.func4()
      /tmp/x/gen/p7/chat.go:37 +0xd3

Previous write at 0x00c00009e030 by main goroutine:
  streamvet.test/chatpb.(*stream).CloseSend()
      /tmp/x/chatpb/chatpb.go:80 +0x44
  streamvet.test/gen/p7/lib.CloseSend()
      /tmp/x/gen/p7/lib/lib.go:9 +0xc8
  streamvet.test/gen/p7.Chat()
      /tmp/x/gen/p7/chat.go:40 +0x86

Goroutine 11 (running) created at:
  streamvet.test/gen/p7.Chat()
      /tmp/x/gen/p7/chat.go:36 +0x4e4
==================
==================
WARNING: DATA RACE
Read at 0x00c00009e030 by goroutine 11:
  streamvet.test/gen/p7.Chat.func4()
      /tmp/x/gen/p7/chat.go:37 +0xd3

Previous write at 0x00c00009e030 by main goroutine:
  streamvet.test/gen/p7.Chat()
      /tmp/x/gen/p7/chat.go:40 +0x86
==================
`

// TestParse checks that a race on a stream is read, and another one is not.
func TestParse(t *testing.T) {
	got := parse(report, "/gen/p7/")
	want := []Race{{
		Methods: [2]program.Method{program.Send, program.CloseSend},
		Stacks: [2][]source.Line{
			{{File: "chat.go", Line: 37}},
			{{File: "lib/lib.go", Line: 9}, {File: "chat.go", Line: 40}},
		},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
