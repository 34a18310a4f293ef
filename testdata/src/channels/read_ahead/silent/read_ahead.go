// A loop receives ahead, from before it on: it waits for the message before it asks for the next one.
package silent

import "streamvet.test/chatpb"

func last(stream chatpb.Chat_ConnectClient) *chatpb.Msg {
	var msg *chatpb.Msg
	next := make(chan *chatpb.Msg, 1)
	go func(next chan *chatpb.Msg) {
		m, _ := stream.Recv()
		next <- m
	}(next)
	for {
		m := <-next
		if m == nil {
			return msg
		}
		ahead := make(chan *chatpb.Msg, 1)
		go func() {
			m, _ := stream.Recv()
			ahead <- m
		}()
		msg, next = m, ahead
	}
}
