// A pump in one direction, and pings in the same.
package reported

import (
	"time"

	"streamvet.test/oldchatpb"
)

type proxy struct {
	oldchatpb.UnimplementedChatServer
	backend oldchatpb.ChatClient
}

type peer interface {
	Send(*oldchatpb.Msg) error
	Recv() (*oldchatpb.Msg, error)
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

func (p *proxy) Connect(down oldchatpb.Chat_ConnectServer) error {
	up, err := p.backend.Connect(down.Context())
	if err != nil {
		return err
	}
	done := make(chan error, 2)
	go pump(up, down, done)
	go func() {
		for range time.Tick(time.Second) {
			up.Send(&oldchatpb.Msg{Text: "ping"}) // want "sendsend"
		}
	}()
	return <-done
}
