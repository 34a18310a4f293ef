// One goroutine sends, the other waits for the end of the call.
package silent

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
		<-stream.Context().Done()
	}()
	wg.Wait()
	return nil
}
