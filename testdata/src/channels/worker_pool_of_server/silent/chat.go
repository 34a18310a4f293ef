// The server's one worker sends on the streams that come with the jobs.
package silent

import "streamvet.test/chatpb"

type job struct {
	stream chatpb.Chat_ConnectServer
	m      *chatpb.Msg
}

type server struct {
	chatpb.UnimplementedChatServer
	jobs chan job
}

func newServer() *server {
	s := &server{jobs: make(chan job)}
	go s.work()
	return s
}

func (s *server) work() {
	for j := range s.jobs {
		j.stream.Send(j.m)
	}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.jobs <- job{stream, m}
	}
}
