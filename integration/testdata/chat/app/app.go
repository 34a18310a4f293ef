// Package app has a finding that needs to know what package heartbeat does.
package app

import (
	"context"

	"google.golang.org/grpc"

	"example.com/chat"
	"example.com/chat/heartbeat"
)

// Run talks beside the heartbeat.
func Run(ctx context.Context, cc *grpc.ClientConn) error {
	stream, err := chat.Connect(ctx, cc)
	if err != nil {
		return err
	}
	heartbeat.Start(stream)                   // finding: sendsend
	return stream.Send(chat.Text("good day")) // other: sendsend
}
