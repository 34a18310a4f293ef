// Commands start and stop the pushes; a start is obeyed in any phase.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type phase int

const (
	idle phase = iota
	pushing
)

type session struct {
	stream chatpb.Chat_ConnectServer
	phase  phase
	cancel context.CancelFunc
	done   chan struct{}
}

func (s *session) start() {
	ctx, cancel := context.WithCancel(s.stream.Context())
	s.phase, s.cancel, s.done = pushing, cancel, make(chan struct{})
	go s.push(ctx, s.done)
}

func (s *session) stop() {
	if s.phase != pushing {
		return
	}
	s.cancel()
	<-s.done
	s.phase = idle
}

func (s *session) push(ctx context.Context, done chan<- struct{}) {
	defer close(done)
	for ctx.Err() == nil {
		time.Sleep(time.Second)
		s.stream.Send(&chatpb.Msg{}) // want "sendsend"
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
		switch {
		case m.Text == "start":
			s.start()
		case m.Text == "stop":
			s.stop()
			if err := stream.Send(m); err != nil {
				return err
			}
		}
	}
}
