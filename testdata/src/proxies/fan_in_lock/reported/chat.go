// What comes from two upstreams is sent with a mutex for each.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

type proxy struct {
	chatpb.UnimplementedChatServer
	left, right chatpb.ChatClient
}

func forward(mu *sync.Mutex, down chatpb.Chat_WatchServer, up chatpb.Chat_WatchClient) error {
	for {
		m, err := up.Recv()
		if err != nil {
			return err
		}
		mu.Lock()
		down.Send(m) // want "sendsend"
		mu.Unlock()
	}
}

func (p *proxy) Watch(r *chatpb.WatchRequest, down chatpb.Chat_WatchServer) error {
	left, err := p.left.Watch(down.Context(), r)
	if err != nil {
		return err
	}
	right, err := p.right.Watch(down.Context(), r)
	if err != nil {
		return err
	}
	var a sync.Mutex
	var b sync.Mutex
	go forward(&a, down, left)
	return forward(&b, down, right)
}
