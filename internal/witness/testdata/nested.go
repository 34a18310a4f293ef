package p

import "google.golang.org/grpc"

type server struct{}

func (*server) Watch(stream grpc.ServerStream) error {
	go func() {
		go receive(stream)
		receive(stream)
	}()
	<-stream.Context().Done()
	return nil
}

func receive(stream grpc.ServerStream) {
	var m string
	stream.RecvMsg(&m)
}
