// The first stage hands the stream to the second, and sends once more.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func first(stream chatpb.Chat_ConnectClient, next chan<- chatpb.Chat_ConnectClient) {
	next <- stream
	stream.Send(&chatpb.Msg{Text: "from the first"})
}

func second(streams <-chan chatpb.Chat_ConnectClient) {
	stream := <-streams
	stream.Send(&chatpb.Msg{Text: "from the second"}) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	handover := make(chan chatpb.Chat_ConnectClient)
	go first(stream, handover)
	go second(handover)
	return nil
}
