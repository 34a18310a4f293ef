// Both subtests that use the stream run in parallel.
package reported

import (
	"context"
	"testing"

	"streamvet.test/chatpb"
)

var client chatpb.ChatClient

func TestEcho(t *testing.T) {
	stream, err := client.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("short", func(t *testing.T) {
		t.Parallel()
		stream.Send(&chatpb.Msg{Text: "a"})
	})
	t.Run("long", func(t *testing.T) {
		t.Parallel()
		stream.Send(&chatpb.Msg{Text: "aaaaaaaa"}) // want "sendsend"
	})
	stream.Send(&chatpb.Msg{Text: "before the parallel ones"})
}
