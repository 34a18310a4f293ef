// Workers use the stream that a function returns, which opens one each time.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func upload(ctx context.Context, client chatpb.ChatClient, texts []string) {
	open := func() (chatpb.Chat_UploadClient, error) { return client.Upload(ctx) }
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() { one(open, text) })
	}
	wg.Wait()
}

func one(open func() (chatpb.Chat_UploadClient, error), text string) {
	stream, err := open()
	if err != nil {
		return
	}
	stream.Send(&chatpb.Msg{Text: text})
}
