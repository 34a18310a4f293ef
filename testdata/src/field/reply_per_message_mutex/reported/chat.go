// Each message is handled by a goroutine that replies when it is done.
package reported

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
	c.stream.Send(reply) // want "sendsend"
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
