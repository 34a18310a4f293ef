// Servers are made in a loop, and each handler receives beside the goroutine that it has started.
package reported

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
	ses := &session{stream: stream, closed: make(chan error, 1)}
	s.sessions = append(s.sessions, ses)
	go ses.receive()
	if _, err := stream.Recv(); err != nil {
		return err
	}
	select {
	case err := <-ses.closed:
		return err
	case <-time.After(time.Minute):
		return nil
	}
}

func (ses *session) receive() {
	for {
		if _, err := ses.stream.Recv(); err != nil { // want "recvrecv"
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
