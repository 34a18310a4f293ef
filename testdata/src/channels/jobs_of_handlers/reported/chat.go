// The handlers' jobs carry their stream, and a worker of main sends beside the handler.
package reported

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
		j.stream.Send(&chatpb.Msg{Text: j.text + "!"}) // want "sendsend"
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
		stream.Send(&chatpb.Msg{Text: "working"})
	}
}

func serve(g *grpc.Server) {
	s := &server{jobs: make(chan job, 16)}
	go s.work()
	chatpb.RegisterChatServer(g, s)
}
