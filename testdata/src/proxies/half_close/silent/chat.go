// The end of a direction closes the send side that it has been sending on.
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
			m, err := down.Recv()
			if err != nil {
				break
			}
			up.Send(m)
		}
		up.CloseSend()
	}()
	for {
		m, err := up.Recv()
		if err != nil {
			return err
		}
		down.Send(m)
	}
}
