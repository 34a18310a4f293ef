// The stream in the struct that generated code makes is the same stream: a goroutine sends on it beside the handler.
package reported

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
	defer wg.Wait()
	raw := stream.(*grpc.GenericServerStream[chatpb.Msg, chatpb.Msg]).ServerStream
	wg.Go(func() {
		raw.SendMsg(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
