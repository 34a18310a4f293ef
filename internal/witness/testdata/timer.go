package p

import (
	"time"

	"google.golang.org/grpc"
)

type server struct{}

func (*server) Watch(stream grpc.ServerStream) error {
	t := time.AfterFunc(time.Second, func() { stream.SendMsg("late") })
	defer t.Stop()
	return stream.SendMsg("in time")
}
