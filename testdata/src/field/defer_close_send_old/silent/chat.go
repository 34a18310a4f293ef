// A chat client's sender goroutine closes the send side itself.
package silent

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
	defer stream.CloseSend()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if err := stream.Send(&oldchatpb.Msg{Text: lines.Text()}); err != nil {
			return
		}
	}
}
