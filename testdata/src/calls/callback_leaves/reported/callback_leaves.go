// A loop acknowledges what a callback has handled, which answers on a goroutine.
package reported

import "streamvet.test/chatpb"

func consume(stream chatpb.Chat_ConnectServer, handle func(*chatpb.Msg)) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		handle(m)
		if err := stream.Send(&chatpb.Msg{Text: "got it"}); err != nil {
			return err
		}
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	return consume(stream, func(m *chatpb.Msg) {
		go answer(stream, m)
	})
}

func answer(stream chatpb.Chat_ConnectServer, m *chatpb.Msg) {
	stream.Send(m) // want "sendsend"
}
