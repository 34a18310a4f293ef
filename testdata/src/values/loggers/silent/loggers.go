// Each of two goroutines logs with the same logger, which writes one line at a time.
package silent

import (
	"log"
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_ConnectServer
}

func (s *sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)})
}

func report(stream chatpb.Chat_ConnectServer, access, audit []string) {
	w := &sender{stream}
	first := log.New(w, "access ", 0)
	second := first
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, line := range access {
			first.Println(line)
		}
	})
	wg.Go(func() {
		for _, line := range audit {
			second.Println(line)
		}
	})
	wg.Wait()
}
