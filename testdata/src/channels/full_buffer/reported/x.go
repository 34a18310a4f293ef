// A handler answers by itself when the buffer of its writer is full, beside the writer.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Connect(stream chatpb.Chat_ConnectServer) error {
	out := make(chan *chatpb.Msg, 64)
	defer close(out)
	go func() {
		for msg := range out {
			stream.Send(msg) // want "sendsend"
		}
	}()
	for {
		msg, err := stream.Recv()
		if err != nil {
			return err
		}
		select {
		case out <- msg:
		default:
			stream.Send(&chatpb.Msg{Text: "too fast"})
		}
	}
}
