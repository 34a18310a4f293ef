// A type that embeds a stream is that stream: two senders.
package reported

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
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return peer.Send(&oldchatpb.Msg{Text: "hi"})
}
