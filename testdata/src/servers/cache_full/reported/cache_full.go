// A cache of twenty clients that is full says good-bye to the oldest one, without a mutex.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

// room is for how many clients there is.
const room = 20

type client struct {
	mu     sync.Mutex
	stream chatpb.Chat_WatchServer
}

func (c *client) send(text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stream.Send(&chatpb.Msg{Text: text})
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
		oldest.stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
	}
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream: stream}
	s.add(c)
	for {
		if err := c.send("news"); err != nil {
			return err
		}
	}
}
