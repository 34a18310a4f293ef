// The proxy's two directions have one sender each.
package silent

import "streamvet.test/chatpb"

type proxy struct {
	chatpb.UnimplementedChatServer
	backend chatpb.ChatClient
}

func (p *proxy) Connect(down chatpb.Chat_ConnectServer) error {
	up, err := p.backend.Connect(down.Context())
	if err != nil {
		return err
	}
	go func() {
		for {
			m, err := up.Recv()
			if err != nil {
				return
			}
			down.Send(m)
		}
	}()
	for {
		m, err := down.Recv()
		if err != nil {
			return err
		}
		if err := up.Send(m); err != nil {
			return err
		}
	}
}
