// The proxy's second direction acknowledges on the stream that the first one sends on.
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
		if err := up.Send(m); err != nil {
			return err
		}
		down.Send(&oldchatpb.Msg{Text: "got it"})
	}
}
