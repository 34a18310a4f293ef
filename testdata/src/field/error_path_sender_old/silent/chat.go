// A handler's error path sends from a second goroutine, on a locked stream.
package silent

import (
	"errors"
	"sync"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

type lockedStream struct {
	oldchatpb.Chat_ConnectServer
	mu sync.Mutex
}

func (l *lockedStream) Send(m *oldchatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	errs := make(chan error, 2)
	stream = &lockedStream{Chat_ConnectServer: stream}
	go func() {
		if err := <-errs; err != nil {
			stream.Send(&oldchatpb.Msg{Text: err.Error()})
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			errs <- err
			return err
		}
		if m.Text == "" {
			errs <- errors.New("empty")
		}
		stream.Send(m)
	}
}
