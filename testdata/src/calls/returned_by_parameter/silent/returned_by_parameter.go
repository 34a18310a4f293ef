// Workers are given a function that returns another stream each time.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	client chatpb.ChatClient
	stream chatpb.Chat_UploadClient
}

func work(get func() chatpb.Chat_UploadClient, text string) {
	get().Send(&chatpb.Msg{Text: text})
}

func (s *session) run(ctx context.Context, texts []string) {
	get := func() chatpb.Chat_UploadClient {
		stream, _ := s.client.Upload(ctx)
		return stream
	}
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() { work(get, text) })
	}
	wg.Wait()
}
