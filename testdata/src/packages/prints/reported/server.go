// A package that knows no stream prints reports to a writer that sends, for two goroutines without a mutex.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/prints/reported/usage"
)

type console struct {
	mu     sync.Mutex
	stream chatpb.Chat_WatchServer
}

func (c *console) Write(p []byte) (int, error) {
	if err := c.stream.Send(&chatpb.Msg{Text: string(p)}); err != nil { // want "sendsend"
		return 0, err
	}
	return len(p), nil
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &console{stream: stream}
	var wg sync.WaitGroup
	for disk := range 3 {
		wg.Go(func() { usage.Print(c, disk) })
	}
	wg.Wait()
	return nil
}
