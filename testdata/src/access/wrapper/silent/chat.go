// A type that embeds a stream is that stream: a sender and a receiver.
package silent

import "streamvet.test/chatpb"

type named struct {
	chatpb.Chat_ConnectServer
	name string
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := &named{stream, "peer"}
	go func() {
		stream.Recv()
	}()
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
