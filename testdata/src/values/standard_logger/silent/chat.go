// The standard logger sends what is logged, and the handler does the same by its writer.
package silent

import (
	"log"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_ConnectServer
}

func (s sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)})
}

func report(stream chatpb.Chat_ConnectServer) error {
	log.SetOutput(sender{stream})
	go log.Println("up")
	return log.Output(1, "hello")
}
