// SendAndClose sends the answer while the goroutine sends on the same stream.
package reported

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Upload(stream oldchatpb.Chat_UploadServer) error {
	go func() {
		stream.SendMsg(new(oldchatpb.Ack)) // want "sendsend"
	}()
	return stream.SendAndClose(&oldchatpb.Ack{Count: 1})
}
