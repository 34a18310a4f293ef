// Package oracle asks over a stream.
package oracle

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// An Oracle asks over one stream.
type Oracle struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

// Dial opens the stream.
func Dial(ctx context.Context, cc *grpc.ClientConn) (*Oracle, error) {
	stream, err := chatpb.NewChatClient(cc).Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &Oracle{stream: stream}, nil
}

// Ask asks.
func (o *Oracle) Ask(question string) error {
	return o.stream.Send(&chatpb.Msg{Text: question})
}
