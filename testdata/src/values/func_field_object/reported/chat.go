// The exported object's field is the stream's Send.
package reported

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
		if err := s.send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func (s *Session) Say(text string) error {
	return s.send(&chatpb.Msg{Text: text})
}
