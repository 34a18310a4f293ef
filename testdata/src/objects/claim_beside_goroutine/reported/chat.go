// Goodbye is said whether the swap has been won or not.
package reported

import (
	"sync/atomic"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	closed atomic.Bool
	done   chan struct{}
}

func (s *Session) Close() {
	s.closed.CompareAndSwap(false, true)
	go func() { close(s.done) }()
	s.stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
}

func New(stream chatpb.Chat_ConnectClient) *Session {
	s := &Session{stream: stream, done: make(chan struct{})}
	go func() {
		for {
			if _, err := stream.Recv(); err != nil {
				s.Close()
				return
			}
		}
	}()
	return s
}
