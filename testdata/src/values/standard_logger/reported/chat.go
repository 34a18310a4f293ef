// The standard logger sends what is logged, and the handler sends beside it.
package reported

import (
	"log"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_ConnectServer
}

func (s sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

func report(stream chatpb.Chat_ConnectServer) error {
	log.SetOutput(sender{stream})
	go log.Println("up")
	return stream.Send(&chatpb.Msg{Text: "hello"})
}
