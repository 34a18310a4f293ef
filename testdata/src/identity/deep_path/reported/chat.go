// The same stream behind three fields.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type link struct{ stream chatpb.Chat_ConnectClient }

type peer struct{ up, down link }

type node struct{ peer *peer }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	up, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	down, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	n := &node{peer: &peer{up: link{up}, down: link{down}}}
	go func() {
		n.peer.down.stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return n.peer.down.stream.Send(&chatpb.Msg{Text: "hi"})
}
