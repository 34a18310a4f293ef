// Package client has findings that need nothing but this package.
package client

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
		_ = stream.Send(chat.Text("hello")) // finding: sendsend
	}()
	return stream.Send(chat.Text("good day")) // other: sendsend
}

// Leave closes the sending side while a goroutine may still send.
func Leave(ctx context.Context, cc *grpc.ClientConn) error {
	conn, err := chat.Connect(ctx, cc)
	if err != nil {
		return err
	}
	go func() { // spawn: closesend
		_ = conn.Send(chat.Text("bye")) // finding: closesend
	}()
	return conn.CloseSend() // other: closesend
}
