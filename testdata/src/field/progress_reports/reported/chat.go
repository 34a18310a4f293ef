// The workers of an upload report their progress on the stream that the handler answers on.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Upload(stream chatpb.Chat_UploadServer) error {
	messages := make(chan *chatpb.Msg, 16)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m := range messages {
			stream.SendMsg(&chatpb.Ack{Count: int32(len(m.Text))}) // want "sendsend"
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			break
		}
		messages <- m
	}
	close(messages)
	return stream.SendAndClose(&chatpb.Ack{})
}
