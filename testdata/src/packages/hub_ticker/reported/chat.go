// A goroutine of main sends by the hub that the handlers of another package send by.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/packages/hub_ticker/reported/chat"
	"streamvet.test/packages/hub_ticker/reported/hub"
)

func serve(g *grpc.Server) {
	h := new(hub.Hub)
	go h.Tick() // want "sendsend"
	chat.Register(g, h)
}
