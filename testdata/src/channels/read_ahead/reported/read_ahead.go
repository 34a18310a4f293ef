// A loop receives ahead, from before it on: it asks for the next message first.
package reported

import "streamvet.test/chatpb"

func last(stream chatpb.Chat_ConnectClient) *chatpb.Msg {
	var msg *chatpb.Msg
	next := make(chan *chatpb.Msg, 1)
	go func(next chan *chatpb.Msg) {
		m, _ := stream.Recv()
		next <- m
	}(next)
	for {
		ahead := make(chan *chatpb.Msg, 1)
		go func() {
			m, _ := stream.Recv() // want "recvrecv"
			ahead <- m
		}()
		m := <-next
		if m == nil {
			return msg
		}
		msg, next = m, ahead
	}
}
