// A group's parallel subtests send, and then the parent does: the group is a parallel one.
package reported

import (
	"context"
	"testing"

	"streamvet.test/chatpb"
)

var client chatpb.ChatClient

func TestGroups(t *testing.T) {
	stream, err := client.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("first", func(t *testing.T) {
		t.Parallel()
		t.Run("inner", func(t *testing.T) {
			t.Parallel()
			stream.Send(&chatpb.Msg{Text: "a"})
		})
	})
	t.Run("second", func(t *testing.T) {
		t.Parallel()
		stream.Send(&chatpb.Msg{Text: "b"}) // want "sendsend"
	})
	stream.Send(&chatpb.Msg{Text: "in between"})
}
