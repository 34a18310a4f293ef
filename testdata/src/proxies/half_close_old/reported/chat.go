// The end of one direction closes the send side of the other, which is still sending.
package reported

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
			up.Send(m) // want "closesend"
		}
	}()
	for {
		m, err := up.Recv()
		if err != nil {
			up.CloseSend()
			return err
		}
		down.Send(m)
	}
}
