// Each message is handled by a goroutine that replies when it is done, with the call's mutex.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

type call struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectServer
}

func (c *call) handle(m *chatpb.Msg) {
	reply := &chatpb.Msg{Text: "re: " + m.Text}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stream.Send(reply)
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	c := &call{stream: stream}
	var wg sync.WaitGroup
	defer wg.Wait()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.handle(m)
		}()
	}
}
