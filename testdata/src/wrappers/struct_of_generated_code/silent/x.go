// The stream in the struct that generated code makes is the same stream, and the handler waits for the goroutine that sends on it.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (server) Connect(stream chatpb.Chat_ConnectServer) error {
	var wg sync.WaitGroup
	raw := stream.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg]).ServerStream
	wg.Go(func() {
		raw.SendMsg(&chatpb.Msg{Text: "ping"})
	})
	wg.Wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
