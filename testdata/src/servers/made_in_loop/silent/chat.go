// Servers are made in a loop, and each handler receives before it starts a goroutine that does.
package silent

import (
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	sessions []*session
}

type session struct {
	stream chatpb.Chat_ConnectServer
	closed chan error
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	ses := &session{stream: stream, closed: make(chan error, 1)}
	s.sessions = append(s.sessions, ses)
	go ses.receive()
	select {
	case err := <-ses.closed:
		return err
	case <-time.After(time.Minute):
		return nil
	}
}

func (ses *session) receive() {
	for {
		if _, err := ses.stream.Recv(); err != nil {
			ses.closed <- err
			return
		}
	}
}

func newServer() *server {
	s := &server{}
	gs := grpc.NewServer()
	chatpb.RegisterChatServer(gs, s)
	return s
}

func all(names []string) {
	for range names {
		s := newServer()
		s.sessions = append(s.sessions, &session{closed: make(chan error)})
	}
}
