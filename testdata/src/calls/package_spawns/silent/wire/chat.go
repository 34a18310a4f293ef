// Package wire says hello.
package wire

import "streamvet.test/chatpb"

func Hello(stream chatpb.Chat_ConnectClient) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.Send(&chatpb.Msg{Text: "hello"})
	}()
	<-done
}
