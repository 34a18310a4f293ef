// The end of a direction closes the send side that it has been sending on.
package silent

import "streamvet.test/oldchatpb"

type proxy struct {
	oldchatpb.UnimplementedChatServer
	backend oldchatpb.ChatClient
}

func (p *proxy) Connect(down oldchatpb.Chat_ConnectServer) error {
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
