// The workers of an upload are done before the handler answers.
package silent

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
			stream.SendMsg(&chatpb.Ack{Count: int32(len(m.Text))})
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
	<-done
	return stream.SendAndClose(&chatpb.Ack{})
}
