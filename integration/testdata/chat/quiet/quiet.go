// Package quiet has an overlap that a comment for golangci-lint silences.
package quiet

import (
	"context"

	"google.golang.org/grpc"

	"example.com/chat"
)

// Greet sends from two goroutines.
func Greet(ctx context.Context, cc *grpc.ClientConn) error {
	stream, err := chat.Connect(ctx, cc)
	if err != nil {
		return err
	}
	go func() { // spawn: sendsend
		_ = stream.Send(chat.Text("hello")) //nolint:streamvet // finding: sendsend
	}()
	return stream.Send(chat.Text("good day")) // other: sendsend
}
