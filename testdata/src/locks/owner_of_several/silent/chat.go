// Each backend has a lock, which all take that send to whichever is concerned.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type backend struct {
	mu   sync.Mutex
	conn chatpb.Chat_ConnectServer
}

func (b *backend) send(m *chatpb.Msg) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.conn.Send(m)
}

type dial struct {
	backend *backend
	id      string
}

type server struct {
	chatpb.UnimplementedChatServer
	mu       sync.Mutex
	backends map[string]*backend
	pending  map[string]*dial
}

func (s *server) remove(id string) []*dial {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*dial
	for k, d := range s.pending {
		if d.id == id {
			delete(s.pending, k)
			out = append(out, d)
		}
	}
	return out
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	defer func() {
		for _, d := range s.remove(m.From) {
			s.end(d.backend)
		}
	}()
	b := s.pick(m.From, stream)
	s.mu.Lock()
	s.pending[m.From] = &dial{b, m.From}
	s.mu.Unlock()
	return b.send(m)
}

func (s *server) pick(name string, stream chatpb.Chat_ConnectServer) *backend {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b, ok := s.backends[name]; ok {
		return b
	}
	b := &backend{conn: stream}
	s.backends[name] = b
	return b
}

func (s *server) end(b *backend) {
	b.send(&chatpb.Msg{Text: "end"})
}
