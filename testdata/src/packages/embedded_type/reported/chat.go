// A goroutine of an object sends, and so does a method that it has from a type of another
// package, of which nothing is used but that type.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/embedded_type/reported/wire"
)

type Peer struct {
	*wire.Conn
}

func (p *Peer) Start() {
	go func() {
		for p.Stream.Send(&chatpb.Msg{Text: "alive"}) == nil { // want "sendsend"
		}
	}()
}
