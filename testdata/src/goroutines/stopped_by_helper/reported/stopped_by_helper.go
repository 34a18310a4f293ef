// A timer's notice is stopped by a helper, which waits for a notice that has begun if it is over already.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type notice struct {
	timer *time.Timer
	ran   chan struct{}
}

func newNotice(send func() error) *notice {
	n := &notice{ran: make(chan struct{})}
	n.timer = time.AfterFunc(time.Second, func() {
		defer close(n.ran)
		send()
	})
	return n
}

func (n *notice) stop() {
	if n.timer.Stop() {
		return
	}
	select {
	case <-n.ran:
	default:
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	run func(*chatpb.Msg)
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		n := newNotice(func() error { return stream.Send(&chatpb.Msg{Text: "slow"}) }) // want "sendsend"
		s.run(m)
		n.stop()
		if err := stream.Send(m); err != nil {
			return err
		}
	}
}
