// A tee: the answers of the main backend go to the client, those of the shadow to the log.
package silent

import (
	"log"

	"streamvet.test/chatpb"
)

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
			log.Print(m.Text)
		}
	}()
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
		up.Send(m)
		copied.Send(m)
	}
}
