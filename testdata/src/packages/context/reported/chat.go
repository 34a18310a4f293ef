// Another package's helpers carry the stream in the context, and report from a goroutine.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/context/reported/progress"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	ctx := progress.NewContext(stream.Context(), stream)
	go progress.Report(ctx, "half") // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "whole"})
}
