// A callback that is called for each text starts a goroutine that sends, and the caller waits for all in the end.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

func each(texts []string, do func(string)) {
	for _, text := range texts {
		do(text)
	}
}

type server struct {
	chatpb.UnimplementedChatServer
	texts []string
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	var wg sync.WaitGroup
	each(s.texts, func(text string) {
		wg.Go(func() { stream.Send(&chatpb.Msg{Text: text}) }) // want "sendsend"
	})
	wg.Wait()
	return nil
}
