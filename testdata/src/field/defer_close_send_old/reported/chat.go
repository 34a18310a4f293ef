// A chat client's sender goroutine beside the deferred CloseSend of the receiving loop.
package reported

import (
	"bufio"
	"context"
	"log"
	"os"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	defer stream.CloseSend()
	go send(stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		log.Print(m.Text)
	}
}

func send(stream oldchatpb.Chat_ConnectClient) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if err := stream.Send(&oldchatpb.Msg{Text: lines.Text()}); err != nil { // want "closesend"
			return
		}
	}
}
