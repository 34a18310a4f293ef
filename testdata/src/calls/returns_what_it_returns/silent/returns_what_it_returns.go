// A function that tries again by calling itself returns another stream each time.
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
	var get func() chatpb.Chat_UploadClient
	get = func() chatpb.Chat_UploadClient {
		if stream, err := s.client.Upload(ctx); err == nil {
			return stream
		}
		return get()
	}
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() { work(get, text) })
	}
	wg.Wait()
}
