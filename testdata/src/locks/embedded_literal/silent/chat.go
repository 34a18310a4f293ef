// The mutex is that of an embedded object, which is written as a literal.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

func (s *sender) send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream.Send(m)
}

type guest struct {
	sender
	name string
}

func (g *guest) greet() { g.send(&chatpb.Msg{Text: g.name}) }

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	g := &guest{sender: sender{stream: stream}, name: "somebody"}
	go g.greet()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := g.send(m); err != nil {
			return err
		}
	}
}
