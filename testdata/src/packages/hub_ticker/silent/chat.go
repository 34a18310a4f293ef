// A goroutine of main empties the hub that the handlers of another package send by.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/packages/hub_ticker/silent/chat"
	"streamvet.test/packages/hub_ticker/silent/hub"
)

func serve(g *grpc.Server) {
	h := new(hub.Hub)
	go h.Tick()
	chat.Register(g, h)
}
