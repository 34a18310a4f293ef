// The channel that tells the end of the goroutine is waited for, unless there is none.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type pager struct {
	stream  chatpb.Chat_ConnectClient
	flushed chan struct{}
}

func (p *pager) page(text string) error {
	if p.flushed != nil {
		<-p.flushed
		p.flushed = nil
	}
	if err := p.stream.Send(&chatpb.Msg{Text: text}); err != nil {
		return err
	}
	done := make(chan struct{})
	p.flushed = done
	go func() {
		defer close(done)
		p.stream.Send(&chatpb.Msg{Text: "body of " + text})
	}()
	return nil
}

func (p *pager) finish() error {
	if p.flushed != nil {
		<-p.flushed
	}
	return p.stream.CloseSend()
}

func book(ctx context.Context, c chatpb.ChatClient, pages []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &pager{stream: stream}
	for _, text := range pages {
		if err := p.page(text); err != nil {
			return err
		}
	}
	return p.finish()
}
