// The copy of each message is sent by a goroutine that nobody waits for.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type proxy struct {
	chatpb.UnimplementedChatServer
	main, shadow chatpb.ChatClient
}

func (p *proxy) Upload(down chatpb.Chat_UploadServer) error {
	up, err := p.main.Upload(down.Context())
	if err != nil {
		return err
	}
	copied, err := p.shadow.Upload(down.Context())
	if err != nil {
		return err
	}
	for {
		m, err := down.Recv()
		if err != nil {
			return err
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			copied.Send(m) // want "sendsend"
		})
		up.Send(m)
	}
}
