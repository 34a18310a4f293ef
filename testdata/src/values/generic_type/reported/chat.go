// A generic type over a stream of its type parameter, with two senders.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type peer[T any] struct {
	stream grpc.BidiStreamingServer[T, T]
}

func (p *peer[T]) loop(m *T) {
	p.stream.Send(m) // want "sendsend"
}

func (p *peer[T]) reply(m *T) error {
	return p.stream.Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	p := &peer[chatpb.Msg]{stream}
	go p.loop(&chatpb.Msg{Text: "ping"})
	return p.reply(&chatpb.Msg{Text: "hi"})
}
