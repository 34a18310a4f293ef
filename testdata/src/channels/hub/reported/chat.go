// The hub sends each broadcast in goroutines of which nobody waits for the last ones.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type client struct {
	stream chatpb.Chat_WatchServer
}

type server struct {
	chatpb.UnimplementedChatServer
	register, unregister chan *client
	messages             chan *chatpb.Msg
}

func (s *server) run() {
	clients := make(map[*client]bool)
	for {
		select {
		case c := <-s.register:
			clients[c] = true
		case c := <-s.unregister:
			delete(clients, c)
		case m := <-s.messages:
			for c := range clients {
				go c.stream.Send(m) // want "sendsend"
			}
		}
	}
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &client{stream}
	s.register <- c
	<-stream.Context().Done()
	s.unregister <- c
	return nil
}

func serve(g *grpc.Server) {
	s := &server{register: make(chan *client), unregister: make(chan *client), messages: make(chan *chatpb.Msg)}
	go s.run()
	chatpb.RegisterChatServer(g, s)
}
