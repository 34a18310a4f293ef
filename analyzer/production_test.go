package analyzer_test

import (
	"strings"
	"testing"
)

// talk has a finding for whoever calls start and send with one stream.
const talk = header + `func start(s stream) { go s.Send(nil) }

func send(s stream) { s.Send(nil) }
`

// A test comes to the calls by the shortest way, which shows what may happen in a test. If
// production code comes there as well, that is what a finding tells of.
func TestProductionIsToldOf(t *testing.T) {
	const (
		production = `
func Run(s stream) { first(s) }

func first(s stream) { second(s) }

func second(s stream) { third(s) }

func third(s stream) {
	start(s)
	send(s)
}
`
		test = `package p

import (
	"testing"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func TestConversation(t *testing.T) {
	var conn *grpc.ClientConn
	s, err := chatpb.NewChatClient(conn).Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	start(s)
	send(s)
}
`
	)
	for _, tt := range []struct {
		name string
		p    program
		test bool // whether the test is told of
	}{
		{"by a test only", program{"p.go": talk, "p_test.go": test}, true},
		{"by both", program{"p.go": talk + production, "p_test.go": test}, false},
	} {
		r, err := tt.p.analyze(t)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.diagnostics) != 1 || !strings.HasPrefix(r.String(), "p.go:15") {
			t.Errorf("%s: reported %s", tt.name, r)
		}
		if got := strings.Contains(r.String(), "p_test.go"); got != tt.test {
			t.Errorf("%s: the test is told of: %t, want %t:\n%s", tt.name, got, tt.test, r)
		}
	}
}
