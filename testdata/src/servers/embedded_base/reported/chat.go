// The embedded part of the server keeps the streams, and broadcasts to them.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type base struct {
	mu      sync.Mutex
	clients []chatpb.Chat_ConnectServer
}

func (b *base) add(stream chatpb.Chat_ConnectServer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clients = append(b.clients, stream)
}

func (b *base) broadcast(m *chatpb.Msg) {
	for _, c := range b.clients {
		c.Send(m) // want "sendsend"
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	base
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.add(stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.broadcast(m)
	}
}
