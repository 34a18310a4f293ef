// A batch is sent when it is full or its timer fires, in both cases after the mutex is given back.
package reported

import (
	"bufio"
	"context"
	"io"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type batcher struct {
	mu     sync.Mutex
	items  []string
	timer  *time.Timer
	stream chatpb.Chat_UploadClient
}

func (b *batcher) add(s string) {
	b.mu.Lock()
	b.items = append(b.items, s)
	if len(b.items) >= 2 {
		b.emit()
		return
	}
	if b.timer == nil {
		b.timer = time.AfterFunc(time.Second, b.flush)
	}
	b.mu.Unlock()
}

func (b *batcher) flush() {
	b.mu.Lock()
	b.emit()
}

func (b *batcher) emit() {
	items := b.items
	b.items = nil
	if b.timer != nil {
		b.timer.Stop()
		b.timer = nil
	}
	b.mu.Unlock()
	for _, item := range items {
		b.stream.Send(&chatpb.Msg{Text: item}) // want "sendsend"
	}
}

func Ship(ctx context.Context, c chatpb.ChatClient, r io.Reader) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	b := &batcher{stream: stream}
	in := bufio.NewScanner(r)
	for in.Scan() {
		b.add(in.Text())
	}
	b.flush()
	return in.Err()
}
