package p

import "google.golang.org/grpc"

type server struct{}

func (*server) Watch(stream grpc.ServerStream) error {
	go stream.SendMsg("from a goroutine")
	return stream.SendMsg("from the handler")
}
