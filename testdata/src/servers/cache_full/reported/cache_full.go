// A cache of twenty clients that is full says good-bye to the oldest one, beside its handler.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

// room is for how many clients there is.
const room = 20

type client struct {
	stream chatpb.Chat_WatchServer
	leave  chan struct{}
}

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	clients []*client
}

func (s *server) add(c *client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clients = append(s.clients, c)
	if len(s.clients) > room {
		oldest := s.clients[0]
		s.clients = s.clients[1:]
		oldest.stream.Send(&chatpb.Msg{Text: "bye"})
	}
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream, make(chan struct{})}
	s.add(c)
	for {
		select {
		case <-c.leave:
			return stream.Send(&chatpb.Msg{Text: "bye"})
		case <-stream.Context().Done():
			return nil
		default:
		}
		if err := stream.Send(&chatpb.Msg{Text: "news"}); err != nil { // want "sendsend"
			return err
		}
	}
}
