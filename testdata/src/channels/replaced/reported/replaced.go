// The channel that tells the end of the goroutine was replaced: the former one is waited for twice.
package reported

import "streamvet.test/chatpb"

type reader struct {
	stream chatpb.Chat_ConnectClient
	done   chan struct{}
}

func (r *reader) receive() {
	done := make(chan struct{})
	r.done = done
	go func() {
		defer close(done)
		r.stream.Recv() // want "recvrecv"
	}()
}

func two(stream chatpb.Chat_ConnectClient) {
	r := &reader{stream: stream}
	r.receive()
	first := r.done
	<-first
	r.receive()
	<-first
	stream.Recv()
}
