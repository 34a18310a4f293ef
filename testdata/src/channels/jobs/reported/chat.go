// The jobs carry their stream, and two workers take them.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type job struct {
	stream chatpb.Chat_ConnectClient
	text   string
}

func worker(jobs <-chan job) {
	for j := range jobs {
		j.stream.Send(&chatpb.Msg{Text: j.text}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	jobs := make(chan job)
	go worker(jobs)
	go worker(jobs)
	for _, text := range texts {
		jobs <- job{stream, text}
	}
	return nil
}
