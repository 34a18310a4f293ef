// A subscription handler fetches from several sources in goroutines, and all send.
package reported

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

type source func(room string) ([]*chatpb.Msg, error)

type server struct {
	chatpb.UnimplementedChatServer
	sources []source
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	var g errgroup.Group
	for _, fetch := range s.sources {
		g.Go(func() error {
			messages, err := fetch(r.Room)
			if err != nil {
				return err
			}
			for _, m := range messages {
				stream.Send(m) // want "sendsend"
			}
			return nil
		})
	}
	return g.Wait()
}
