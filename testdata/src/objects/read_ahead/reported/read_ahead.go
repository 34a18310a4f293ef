// A reader receives ahead, from the constructor on: each read asks for the next message first.
package reported

import "streamvet.test/chatpb"

type result struct {
	msg *chatpb.Msg
	err error
}

type reader struct {
	stream chatpb.Chat_ConnectServer
	next   chan result
}

func newReader(stream chatpb.Chat_ConnectServer) *reader {
	r := &reader{stream: stream}
	r.prefetch()
	return r
}

func (r *reader) prefetch() {
	next := make(chan result, 1)
	go func() {
		msg, err := r.stream.Recv() // want "recvrecv"
		next <- result{msg, err}
	}()
	r.next = next
}

func (r *reader) read() (*chatpb.Msg, error) {
	r.prefetch()
	got := <-r.next
	return got.msg, got.err
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	r := newReader(stream)
	for {
		msg, err := r.read()
		if err != nil {
			return err
		}
		if err := stream.Send(msg); err != nil {
			return err
		}
	}
}
