// Workers use the stream that a function returns, which opens it once.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func upload(ctx context.Context, client chatpb.ChatClient, texts []string) {
	open := func() (chatpb.Chat_UploadClient, error) { return client.Upload(ctx) }
	open = sync.OnceValues(open)
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
	stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}
