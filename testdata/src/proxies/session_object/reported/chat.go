// The session's two loops send to the client, one of them the errors.
package reported

import "streamvet.test/chatpb"

type session struct {
	down chatpb.Chat_ConnectServer
	up   chatpb.Chat_ConnectClient
}

func (s *session) toClient() {
	for {
		m, err := s.up.Recv()
		if err != nil {
			return
		}
		s.down.Send(m) // want "sendsend"
	}
}

func (s *session) toBackend() error {
	for {
		m, err := s.down.Recv()
		if err != nil {
			return err
		}
		if err := s.up.Send(m); err != nil {
			s.down.Send(&chatpb.Msg{Text: err.Error()})
			return err
		}
	}
}

type proxy struct {
	chatpb.UnimplementedChatServer
	backend chatpb.ChatClient
}

func (p *proxy) Connect(down chatpb.Chat_ConnectServer) error {
	up, err := p.backend.Connect(down.Context())
	if err != nil {
		return err
	}
	s := &session{down, up}
	go s.toClient()
	return s.toBackend()
}
