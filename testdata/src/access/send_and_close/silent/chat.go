// SendAndClose sends the answer while the goroutine receives.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Upload(stream chatpb.Chat_UploadServer) error {
	go func() {
		stream.Recv()
	}()
	return stream.SendAndClose(&chatpb.Ack{Count: 1})
}
