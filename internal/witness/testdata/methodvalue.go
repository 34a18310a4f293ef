package p

import "google.golang.org/grpc"

// The calls are those of the method value and of the method expression.
func Send(stream grpc.ClientStream) {
	send := stream.SendMsg
	go grpc.ClientStream.SendMsg(stream, "expression")
	send("value")
}
