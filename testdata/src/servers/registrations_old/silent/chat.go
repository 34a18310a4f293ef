// The hub has all streams by its registrations, and is the only sender.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	register chan oldchatpb.Chat_ConnectServer
	messages chan *oldchatpb.Msg
}

func (s *server) run() {
	var clients []oldchatpb.Chat_ConnectServer
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

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	s.register <- stream
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.messages <- m
		s.messages <- &oldchatpb.Msg{Text: "got it"}
	}
}

func serve(g *grpc.Server) {
	s := &server{register: make(chan oldchatpb.Chat_ConnectServer), messages: make(chan *oldchatpb.Msg)}
	go s.run()
	oldchatpb.RegisterChatServer(g, s)
}
