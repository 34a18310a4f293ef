// The wrapper forwards and logs: two senders on it are two on the stream.
package reported

import (
	"log"

	"streamvet.test/oldchatpb"
)

type logged struct {
	oldchatpb.Chat_ConnectServer
}

func (l *logged) Send(m *oldchatpb.Msg) error {
	log.Print(m.Text)
	return l.Chat_ConnectServer.Send(m) // want "sendsend"
}

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	peer := &logged{stream}
	queue := make(chan *oldchatpb.Msg, 16)
	defer close(queue)
	go func() {
		for m := range queue {
			peer.Send(m)
		}
	}()
	for {
		m, err := peer.Recv()
		if err != nil {
			return err
		}
		queue <- m
		peer.Send(&oldchatpb.Msg{Text: "done"})
	}
}
