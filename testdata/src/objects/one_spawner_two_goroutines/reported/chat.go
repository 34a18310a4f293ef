// One helper starts the constructor's goroutine and that of a method: they are two.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type Session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient, words chan string) *Session {
	s := &Session{stream: stream}
	safely(func() {
		for w := range words {
			s.stream.Send(&chatpb.Msg{Text: w})
		}
	})
	return s
}

func (s *Session) Shout(text string) {
	safely(func() {
		s.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	})
}

func safely(f func()) {
	go func() {
		defer func() { recover() }()
		f()
	}()
}
