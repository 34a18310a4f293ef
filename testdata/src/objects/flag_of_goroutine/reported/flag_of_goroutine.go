// A flag tells whether pushes are running: the goroutine unsets it before its last message.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	stream  chatpb.Chat_ConnectServer
	running bool
	done    chan struct{}
}

func (s *session) push(n int) {
	for range n {
		time.Sleep(time.Second)
		s.stream.Send(&chatpb.Msg{}) // want "sendsend"
	}
	s.running = false
	s.stream.Send(&chatpb.Msg{Text: "done"})
	close(s.done)
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (*server) Connect(stream chatpb.Chat_ConnectServer) error {
	s := &session{stream: stream}
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		switch {
		case m.Text == "start" && !s.running:
			s.running = true
			s.done = make(chan struct{})
			go s.push(10)
		case m.Text == "wait" && s.running:
			<-s.done
		}
	}
}
