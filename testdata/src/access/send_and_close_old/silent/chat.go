// SendAndClose sends the answer while the goroutine receives.
package silent

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Upload(stream oldchatpb.Chat_UploadServer) error {
	go func() {
		stream.Recv()
	}()
	return stream.SendAndClose(&oldchatpb.Ack{Count: 1})
}
