// The loop of the helper never ends.
package silent

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	serve(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func serve(stream chatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil {
			log.Print(err)
		}
	}
}
