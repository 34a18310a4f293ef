// The subscriptions that come over the channel are channels, which the handler drains.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	subscribe chan chan *chatpb.Msg
	messages  chan *chatpb.Msg
}

func (s *server) run() {
	var subscribers []chan *chatpb.Msg
	for {
		select {
		case subscriber := <-s.subscribe:
			subscribers = append(subscribers, subscriber)
		case m := <-s.messages:
			for _, subscriber := range subscribers {
				subscriber <- m
			}
		}
	}
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	messages := make(chan *chatpb.Msg, 16)
	s.subscribe <- messages
	for m := range messages {
		stream.Send(m)
	}
	return nil
}

func serve(g *grpc.Server, s *server) {
	go s.run()
	chatpb.RegisterChatServer(g, s)
}
