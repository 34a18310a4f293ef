// Package dialer opens streams to replicas.
package dialer

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// Open returns a function that sends to a replica.
func Open(conn *grpc.ClientConn) (func(text string) error, error) {
	stream, err := chatpb.NewChatClient(conn).Upload(context.Background())
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	return func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(&chatpb.Msg{Text: text})
	}, nil
}
