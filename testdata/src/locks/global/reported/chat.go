// The mutex of the package is taken by one function only.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

var mu sync.Mutex

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go heartbeat(stream)
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func heartbeat(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
}
