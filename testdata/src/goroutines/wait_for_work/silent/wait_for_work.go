// Workers wait for what is to be sent: each of them has its own stream.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func work(stream chatpb.Chat_ConnectClient, jobs chan string) {
	for job := range jobs {
		stream.Send(&chatpb.Msg{Text: job})
	}
	stream.CloseSend()
}

func run(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	jobs := make(chan string, 8)
	for range 4 {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		go work(stream, jobs)
	}
	for _, text := range texts {
		jobs <- text
	}
	close(jobs)
	return nil
}
