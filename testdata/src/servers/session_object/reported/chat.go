// The handler makes a session for itself, which sends from two goroutines.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

type session struct {
	stream chatpb.Chat_ConnectServer
	queue  chan *chatpb.Msg
}

func (s *session) write() {
	for m := range s.queue {
		s.stream.Send(m) // want "sendsend"
	}
}

func (s *session) reply(m *chatpb.Msg) {
	s.stream.Send(m)
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &session{stream, make(chan *chatpb.Msg, 16)}
	defer close(peer.queue)
	go peer.write()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		peer.reply(m)
	}
}
