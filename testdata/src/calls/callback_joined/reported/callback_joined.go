// The loop runs on a goroutine; the callback leaves its goroutines running.
package reported

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
			all.Go(func() { stream.Send(&chatpb.Msg{Text: text}) }) // want "sendsend"
			one.Wait()
		})
	})
	all.Wait()
	return nil
}
