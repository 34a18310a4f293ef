// A type that embeds a stream is that stream: two senders.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
