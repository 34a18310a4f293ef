// A tee: the answers of the main and of the shadow backend go to the client.
package reported

import "streamvet.test/chatpb"

type proxy struct {
	chatpb.UnimplementedChatServer
	main, shadow chatpb.ChatClient
}

func (p *proxy) Connect(down chatpb.Chat_ConnectServer) error {
	up, err := p.main.Connect(down.Context())
	if err != nil {
		return err
	}
	copied, err := p.shadow.Connect(down.Context())
	if err != nil {
		return err
	}
	go func() {
		for {
			m, err := copied.Recv()
			if err != nil {
				return
			}
			down.Send(m)
		}
	}()
	go func() {
		for {
			m, err := up.Recv()
			if err != nil {
				return
			}
			down.Send(m) // want "sendsend"
		}
	}()
	for {
		m, err := down.Recv()
		if err != nil {
			return err
		}
		up.Send(m)
		copied.Send(m)
	}
}
