// Two goroutines receive from one stream.
package reported

import (
	"context"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

func watch(ctx context.Context, c chatpbconnect.ChatClient) error {
	stream, err := c.Watch(ctx, connect.NewRequest(&chatpb.WatchRequest{}))
	if err != nil {
		return err
	}
	go drain(stream)
	for stream.Receive() {
	}
	return stream.Err()
}

func drain(stream *connect.ServerStreamForClient[chatpb.Msg]) {
	for stream.Receive() { // want "concurrent-read"
	}
}
