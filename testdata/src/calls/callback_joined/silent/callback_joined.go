// The loop runs on a goroutine; the callback waits for its goroutines.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

func each(stream chatpb.Chat_ConnectServer, texts []string, do func(string)) {
	for _, text := range texts {
		do(text)
		stream.Send(&chatpb.Msg{Text: "done"})
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	texts []string
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	var all sync.WaitGroup
	all.Go(func() {
		each(stream, s.texts, func(text string) {
			var one sync.WaitGroup
			one.Go(func() { stream.Send(&chatpb.Msg{Text: text}) })
			one.Wait()
		})
	})
	all.Wait()
	return nil
}
