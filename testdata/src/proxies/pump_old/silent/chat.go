// A pump in each direction.
package silent

import "streamvet.test/oldchatpb"

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
	go pump(down, up, done)
	return <-done
}
