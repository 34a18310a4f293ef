// Package greet has a runner that uses the stream it is given.
package greet

import "streamvet.test/chatpb"

type Runner interface {
	Run()
}

type Greeter struct {
	Stream chatpb.Chat_ConnectClient
}

func (g Greeter) Run() {
	g.Stream.Recv()
}
