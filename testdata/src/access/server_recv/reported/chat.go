// A goroutine of the handler receives beside the handler itself.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	go func() {
		stream.Recv() // want "recvrecv"
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
