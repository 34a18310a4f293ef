// A package that knows no stream makes loggers of writers, here one for all.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/makes_logger/silent/lines"
)

type console struct{ stream chatpb.Chat_WatchServer }

func (c *console) Write(p []byte) (int, error) {
	if err := c.stream.Send(&chatpb.Msg{Text: string(p)}); err != nil {
		return 0, err
	}
	return len(p), nil
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	c := &console{stream}
	first := lines.Logger(c, "first")
	second := first
	done := make(chan bool)
	go func() {
		second.Print("hello")
		close(done)
	}()
	first.Print("hello")
	<-done
	return nil
}
