// The handler's receiving half replies beside its sending half.
package reported

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	replies := make(chan *chatpb.Msg)
	var g errgroup.Group
	g.Go(func() error {
		defer close(replies)
		for {
			m, err := stream.Recv()
			if err != nil {
				return err
			}
			stream.Send(&chatpb.Msg{Text: "got it"})
			replies <- m
		}
	})
	g.Go(func() error {
		for m := range replies {
			stream.Send(m) // want "sendsend"
		}
		return nil
	})
	return g.Wait()
}
