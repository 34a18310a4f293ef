// Workers wait for what is to be sent: they share a stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func work(stream chatpb.Chat_ConnectClient, jobs chan string) {
	for job := range jobs {
		stream.Send(&chatpb.Msg{Text: job}) // want "sendsend"
	}
	stream.CloseSend() // want "closesend"
}

func run(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	jobs := make(chan string, 8)
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range 4 {
		go work(stream, jobs)
	}
	for _, text := range texts {
		jobs <- text
	}
	close(jobs)
	return nil
}
