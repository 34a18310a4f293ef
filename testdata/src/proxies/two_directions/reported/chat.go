// The proxy's second direction acknowledges on the stream that the first one sends on.
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
		down.Send(&chatpb.Msg{Text: "got it"})
	}
}
