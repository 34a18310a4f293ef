// A goroutine for each room sends on one stream, under a mutex.
package silent

import (
	"context"
	"sync"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

type server struct {
	chatpbconnect.UnimplementedChatHandler
	rooms []string
}

func (s *server) Watch(ctx context.Context, req *connect.Request[chatpb.WatchRequest], stream *connect.ServerStream[chatpb.Msg]) error {
	var all sync.WaitGroup
	var mu sync.Mutex
	for _, room := range s.rooms {
		all.Add(1)
		go func() {
			defer all.Done()
			mu.Lock()
			defer mu.Unlock()
			stream.Send(&chatpb.Msg{Room: room})
		}()
	}
	all.Wait()
	mu.Lock()
	defer mu.Unlock()
	return nil
}
