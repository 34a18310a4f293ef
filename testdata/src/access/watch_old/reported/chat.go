// Two goroutines send on one server stream, and the handler waits for both.
package reported

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Watch(req *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		stream.Send(&oldchatpb.Msg{Room: req.GetRoom()})
	}()
	go func() {
		defer wg.Done()
		stream.Send(&oldchatpb.Msg{Room: req.GetRoom()}) // want "sendsend"
	}()
	wg.Wait()
	return nil
}
