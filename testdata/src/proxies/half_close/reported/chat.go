// The end of one direction closes the send side of the other, which is still sending.
package reported

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
