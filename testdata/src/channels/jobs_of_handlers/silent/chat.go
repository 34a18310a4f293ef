// The handlers' jobs carry a channel for the answer, and the handler sends it.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type job struct {
	text   string
	stream chatpb.Chat_ConnectServer
	answer chan string
}

type server struct {
	chatpb.UnimplementedChatServer
	jobs chan job
}

func (s *server) work() {
	for j := range s.jobs {
		j.answer <- j.text + "!"
	}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		answer := make(chan string)
		s.jobs <- job{m.Text, stream, answer}
		stream.Send(&chatpb.Msg{Text: <-answer})
	}
}

func serve(g *grpc.Server) {
	s := &server{jobs: make(chan job, 16)}
	go s.work()
	chatpb.RegisterChatServer(g, s)
}
