// The exported object's fields are the stream's Send and Recv.
package silent

import "streamvet.test/chatpb"

type Session struct {
	send func(*chatpb.Msg) error
	recv func() (*chatpb.Msg, error)
}

func New(stream chatpb.Chat_ConnectClient) *Session {
	s := &Session{stream.Send, stream.Recv}
	go s.loop()
	return s
}

func (s *Session) loop() {
	for {
		if _, err := s.recv(); err != nil {
			return
		}
	}
}

func (s *Session) Say(text string) error {
	return s.send(&chatpb.Msg{Text: text})
}
