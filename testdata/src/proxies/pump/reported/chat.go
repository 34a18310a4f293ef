// A pump in one direction, and pings in the same.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type proxy struct {
	chatpb.UnimplementedChatServer
	backend chatpb.ChatClient
}

type peer interface {
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
}

func pump(to, from peer, done chan<- error) {
	for {
		m, err := from.Recv()
		if err != nil {
			done <- err
			return
		}
		to.Send(m)
	}
}

func (p *proxy) Connect(down chatpb.Chat_ConnectServer) error {
	up, err := p.backend.Connect(down.Context())
	if err != nil {
		return err
	}
	done := make(chan error, 2)
	go pump(up, down, done)
	go func() {
		for range time.Tick(time.Second) {
			up.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		}
	}()
	return <-done
}
