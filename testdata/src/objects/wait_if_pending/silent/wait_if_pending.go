// Each send is left to a goroutine, after a wait for the one before, if there is one.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type sender struct {
	stream  chatpb.Chat_UploadClient
	pending chan error
}

func (s *sender) wait() error {
	if s.pending == nil {
		return nil
	}
	err := <-s.pending
	s.pending = nil
	return err
}

func (s *sender) send(text string) error {
	if err := s.wait(); err != nil {
		return err
	}
	done := make(chan error, 1)
	s.pending = done
	go func() { done <- s.stream.Send(&chatpb.Msg{Text: text}) }()
	return nil
}

func (s *sender) close() error {
	if err := s.wait(); err != nil {
		return err
	}
	_, err := s.stream.CloseAndRecv()
	return err
}

func upload(ctx context.Context, client chatpb.ChatClient, texts []string) error {
	stream, err := client.Upload(ctx)
	if err != nil {
		return err
	}
	s := &sender{stream: stream}
	for _, text := range texts {
		if err := s.send(text); err != nil {
			return err
		}
	}
	return s.close()
}
