// What a handler has started before, if it has, is in a variable that a deferred function has captured: it is cancelled before the next one is started.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type feed struct {
	cancel context.CancelFunc
	done   chan struct{}
}

func start(stream chatpb.Chat_ConnectServer, text string) *feed {
	ctx, cancel := context.WithCancel(stream.Context())
	f := &feed{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(f.done)
		for ctx.Err() == nil {
			if err := stream.Send(&chatpb.Msg{Text: text}); err != nil { // want "sendsend"
				return
			}
		}
	}()
	return f
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	var running *feed
	defer func() {
		if running != nil {
			running.cancel()
			<-running.done
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if running != nil {
			running.cancel()
		}
		running = start(stream, m.Text)
	}
}
