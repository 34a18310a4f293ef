// Package svc logs in two goroutines of a call.
package svc

import (
	"time"

	"streamvet.test/chatpb"
	"streamvet.test/packages/interceptor_elsewhere/reported/logs"
)

type Service struct{ chatpb.UnimplementedChatServer }

func (s *Service) Connect(stream chatpb.Chat_ConnectServer) error {
	ctx := stream.Context()
	go func() {
		time.Sleep(time.Second)
		logs.Print(ctx, "still there")
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
		logs.Print(ctx, "received")
	}
}
