// A function that tries again by calling itself returns the session's stream in the end.
package reported

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
	get().Send(&chatpb.Msg{Text: text}) // want "sendsend"
}

func (s *session) run(ctx context.Context, texts []string) {
	var get func() chatpb.Chat_UploadClient
	get = func() chatpb.Chat_UploadClient {
		if s.stream != nil {
			return s.stream
		}
		return get()
	}
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() { work(get, text) })
	}
	wg.Wait()
}
