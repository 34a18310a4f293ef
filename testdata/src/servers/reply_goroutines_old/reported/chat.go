// A goroutine for each message replies on the handler's stream.
package reported

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	var mu sync.Mutex
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		go func() {
			text := m.Text + "!"
			mu.Lock()
			mu.Unlock()
			stream.Send(&oldchatpb.Msg{Text: text}) // want "sendsend"
		}()
	}
}
