package p

import "google.golang.org/grpc"

type server struct{}

// Both lanes begin by the calls that lead to run.
func (s *server) Watch(stream grpc.ServerStream) error { return s.watch(stream) }

func (s *server) watch(stream grpc.ServerStream) error { return s.run(stream) }

func (s *server) run(stream grpc.ServerStream) error {
	start(func() { ping(stream) })
	return push(stream, "message")
}

func start(f func()) { go f() }

func ping(stream grpc.ServerStream) { push(stream, "ping") }

func push(stream grpc.ServerStream, m string) error { return stream.SendMsg(m) }
