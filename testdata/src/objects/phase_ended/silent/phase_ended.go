// A second start comes after a stop, which waits for the pushes to end.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectServer
	on     bool
	cancel context.CancelFunc
	done   chan struct{}
}

func (s *session) start() {
	if s.on {
		return
	}
	ctx, cancel := context.WithCancel(s.stream.Context())
	s.on, s.cancel, s.done = true, cancel, make(chan struct{})
	go s.push(ctx, s.done)
}

func (s *session) stop() {
	if !s.on {
		return
	}
	s.cancel()
	<-s.done
	s.on = false
}

func (s *session) push(ctx context.Context, done chan<- struct{}) {
	defer close(done)
	for ctx.Err() == nil {
		time.Sleep(time.Second)
		s.stream.Send(&chatpb.Msg{})
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	s := &session{stream: stream}
	defer s.stop()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		switch m.Text {
		case "start":
			s.start()
		case "stop":
			s.stop()
		}
	}
}
