// The inner wrapper locks, and the outer one logs.
package silent

import (
	"log"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type inner struct {
	grpc.ServerStream
	mu   sync.Mutex
	sent int
}

func (i *inner) SendMsg(m any) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.sent++
	return i.ServerStream.SendMsg(m)
}

type outer struct {
	grpc.ServerStream
}

func (o outer) SendMsg(m any) error {
	log.Print("send")
	return o.ServerStream.SendMsg(m)
}

func handle(_ any, stream grpc.ServerStream) error {
	peer := outer{&inner{ServerStream: stream}}
	go peer.SendMsg(&chatpb.Msg{Text: "hello"})
	return peer.SendMsg(&chatpb.Msg{Text: "hi"})
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.UnknownServiceHandler(handle))
}
