// The handler's receiving half leaves the replies to its sending half.
package silent

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
			replies <- m
		}
	})
	g.Go(func() error {
		for m := range replies {
			stream.Send(m)
		}
		return nil
	})
	return g.Wait()
}
