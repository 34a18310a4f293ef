// Package dialer opens streams to replicas.
package dialer

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// Open returns a function that sends to a replica.
func Open(conn *grpc.ClientConn) (func(text string) error, error) {
	stream, err := chatpb.NewChatClient(conn).Upload(context.Background())
	if err != nil {
		return nil, err
	}
	return func(text string) error {
		return stream.Send(&chatpb.Msg{Text: text})
	}, nil
}
