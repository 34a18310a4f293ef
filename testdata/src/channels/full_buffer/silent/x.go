// A handler drops a message when the buffer of its writer is full.
package silent

import (
	"log"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Connect(stream chatpb.Chat_ConnectServer) error {
	out := make(chan *chatpb.Msg, 64)
	defer close(out)
	go func() {
		for msg := range out {
			stream.Send(msg)
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
			log.Print("too fast")
		}
	}
}
