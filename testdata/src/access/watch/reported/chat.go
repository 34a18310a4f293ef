// Two goroutines send on one server stream, and the handler waits for both.
package reported

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
		stream.Send(&chatpb.Msg{Room: req.GetRoom()}) // want "sendsend"
	}()
	wg.Wait()
	return nil
}
