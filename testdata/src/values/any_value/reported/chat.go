// The stream goes through a value of type any, and sends.
package reported

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func use(v any) {
	switch v := v.(type) {
	case chatpb.Chat_ConnectClient:
		v.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	case string:
		log.Print(v)
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go use(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
