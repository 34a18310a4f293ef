// A mutex for each side, and CloseSend takes that of the send side.
package silent

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
		sendMu.Lock()
		defer sendMu.Unlock()
		stream.CloseSend()
	}()
	recvMu.Lock()
	stream.Recv()
	recvMu.Unlock()
	sendMu.Lock()
	defer sendMu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
