// Each host logs to one stream by a function that it is given, without a mutex.
package reported

import (
	"sync"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

// host is implemented by others.
type host interface {
	Install(log func(string)) error
}

type server struct {
	chatpb.UnimplementedChatServer
	hosts []host
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	return s.deploy(stream)
}

func (s *server) deploy(stream chatpb.Chat_WatchServer) error {
	var mu sync.Mutex
	var g errgroup.Group
	for _, h := range s.hosts {
		g.Go(func() error {
			return h.Install(func(text string) {
				stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
			})
		})
	}
	mu.Lock()
	defer mu.Unlock()
	return g.Wait()
}
