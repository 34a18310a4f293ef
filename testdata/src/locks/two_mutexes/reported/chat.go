// Each sender holds a mutex, but not the same one.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var sendMu, recvMu sync.Mutex
	go func() {
		recvMu.Lock()
		defer recvMu.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	recvMu.Lock()
	stream.Recv()
	recvMu.Unlock()
	sendMu.Lock()
	defer sendMu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
