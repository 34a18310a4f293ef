// Two loggers write to files and to the stream, each to both.
package reported

import (
	"io"
	"log"
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_ConnectServer
}

func (s *sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

func report(stream chatpb.Chat_ConnectServer, file, other io.Writer) {
	w := &sender{stream}
	first := log.New(io.MultiWriter(file, w), "first ", 0)
	second := log.New(io.MultiWriter(other, w), "second ", 0)
	var wg sync.WaitGroup
	wg.Go(func() { first.Println("up") })
	wg.Go(func() { second.Println("up") })
	wg.Wait()
}
