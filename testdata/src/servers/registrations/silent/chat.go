// The hub has all streams by its registrations, and is the only sender.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	register chan chatpb.Chat_ConnectServer
	messages chan *chatpb.Msg
}

func (s *server) run() {
	var clients []chatpb.Chat_ConnectServer
	for {
		select {
		case c := <-s.register:
			clients = append(clients, c)
		case m := <-s.messages:
			for _, c := range clients {
				c.Send(m)
			}
		}
	}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.register <- stream
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.messages <- m
		s.messages <- &chatpb.Msg{Text: "got it"}
	}
}

func serve(g *grpc.Server) {
	s := &server{register: make(chan chatpb.Chat_ConnectServer), messages: make(chan *chatpb.Msg)}
	go s.run()
	chatpb.RegisterChatServer(g, s)
}
