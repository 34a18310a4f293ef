// A goroutine of the handler receives beside the handler itself.
package reported

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	go func() {
		stream.Recv() // want "recvrecv"
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
