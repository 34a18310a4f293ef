// The goroutine that fails tells the client, to whom the handler is sending.
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
	failed := make(chan error, 1)
	go func() {
		for {
			m, err := down.Recv()
			if err == nil {
				err = up.Send(m)
			}
			if err != nil {
				down.Send(&chatpb.Msg{Text: err.Error()}) // want "sendsend"
				failed <- err
				return
			}
		}
	}()
	for {
		m, err := up.Recv()
		if err != nil {
			err := <-failed
			down.Send(&chatpb.Msg{Text: err.Error()})
			return err
		}
		down.Send(m)
	}
}
