// SendAndClose sends the answer while the goroutine sends on the same stream.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Upload(stream chatpb.Chat_UploadServer) error {
	go func() {
		stream.SendMsg(new(chatpb.Ack)) // want "sendsend"
	}()
	return stream.SendAndClose(&chatpb.Ack{Count: 1})
}
