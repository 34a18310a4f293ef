// A goroutine for each message replies on the handler's stream, with a mutex.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	var mu sync.Mutex
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		go func() {
			text := m.Text + "!"
			mu.Lock()
			defer mu.Unlock()
			stream.Send(&chatpb.Msg{Text: text})
		}()
	}
}
