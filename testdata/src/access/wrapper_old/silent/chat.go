// A type that embeds a stream is that stream: a sender and a receiver.
package silent

import "streamvet.test/oldchatpb"

type named struct {
	oldchatpb.Chat_ConnectServer
	name string
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	peer := &named{stream, "peer"}
	go func() {
		stream.Recv()
	}()
	return peer.Send(&oldchatpb.Msg{Text: "hi"})
}
