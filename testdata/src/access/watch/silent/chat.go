// One goroutine sends, the other waits for the end of the call.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Watch(req *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		stream.Send(&chatpb.Msg{Room: req.GetRoom()})
	}()
	go func() {
		defer wg.Done()
		<-stream.Context().Done()
	}()
	wg.Wait()
	return nil
}
