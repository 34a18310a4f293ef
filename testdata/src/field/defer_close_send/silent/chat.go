// A chat client's sender goroutine closes the send side itself.
package silent

import (
	"bufio"
	"context"
	"log"
	"os"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
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

func send(stream chatpb.Chat_ConnectClient) {
	defer stream.CloseSend()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if err := stream.Send(&chatpb.Msg{Text: lines.Text()}); err != nil {
			return
		}
	}
}
