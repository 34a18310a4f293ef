// The subscriptions that come over the channel are functions that send, as the handler does.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	subscribe chan func(*chatpb.Msg)
	messages  chan *chatpb.Msg
}

func (s *server) run() {
	var subscribers []func(*chatpb.Msg)
	for {
		select {
		case subscriber := <-s.subscribe:
			subscribers = append(subscribers, subscriber)
		case m := <-s.messages:
			for _, subscriber := range subscribers {
				subscriber(m)
			}
		}
	}
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	s.subscribe <- func(m *chatpb.Msg) {
		stream.Send(m) // want "sendsend"
	}
	return stream.Send(&chatpb.Msg{Text: "welcome"})
}

func serve(g *grpc.Server, s *server) {
	go s.run()
	chatpb.RegisterChatServer(g, s)
}
