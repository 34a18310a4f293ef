// Each connection of the pool has a heartbeat, and the pool sends beside it.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Pool struct {
	conns []*conn
}

type conn struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(streams []chatpb.Chat_ConnectClient) *Pool {
	p := &Pool{}
	for _, stream := range streams {
		c := &conn{stream: stream}
		go c.heartbeat()
		p.conns = append(p.conns, c)
	}
	return p
}

func (c *conn) heartbeat() {
	for range time.Tick(time.Second) {
		c.mu.Lock()
		c.stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		c.mu.Unlock()
	}
}

func (p *Pool) Send(i int, m *chatpb.Msg) error {
	c := p.conns[i%len(p.conns)]
	return c.stream.Send(m)
}
