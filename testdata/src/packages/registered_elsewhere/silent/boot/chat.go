// Package boot serves.
package boot

import (
	"net"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func Serve(address string, srv chatpb.ChatServer) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, srv)
	return g.Serve(listener)
}
