// Another package's helpers carry the stream in the context, and report in place.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/context/silent/progress"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	ctx := progress.NewContext(stream.Context(), stream)
	progress.Report(ctx, "half")
	return stream.Send(&chatpb.Msg{Text: "whole"})
}
