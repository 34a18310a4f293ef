// Handlers broadcast to the wrapped streams of all, which lock.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type peer struct {
	chatpb.Chat_ConnectServer
	mu sync.Mutex
}

func (p *peer) Send(m *chatpb.Msg) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.Chat_ConnectServer.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
	mu    sync.Mutex
	peers []*peer
}

func (s *server) add(p *peer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.peers = append(s.peers, p)
}

func (s *server) all() []*peer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*peer(nil), s.peers...)
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.add(&peer{Chat_ConnectServer: stream})
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		for _, p := range s.all() {
			p.Send(m)
		}
	}
}
