// A configuration server pushes changes beside the answers to its client.
package reported

import (
	"log"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	changes chan *chatpb.Msg
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	requests := make(chan *chatpb.Msg)
	go func() {
		defer close(requests)
		for {
			m, err := stream.Recv()
			if err != nil {
				return
			}
			stream.Send(&chatpb.Msg{Text: "ack " + m.Text}) // want "sendsend"
			requests <- m
		}
	}()
	for {
		select {
		case m, ok := <-requests:
			if !ok {
				return nil
			}
			log.Print(m.Text)
		case change := <-s.changes:
			stream.Send(change)
		}
	}
}
