// A goroutine of an object sends; the object has no method that does.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/embedded_type/silent/wire"
)

type Peer struct {
	conn *wire.Conn
}

func (p *Peer) Start() {
	go func() {
		for p.conn.Stream.Send(&chatpb.Msg{Text: "alive"}) == nil {
		}
	}()
}
