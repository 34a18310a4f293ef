// The functions run in the goroutine, and the caller sends, too.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	tasks := make(chan func(), 16)
	go func() {
		for task := range tasks {
			task()
		}
	}()
	for _, text := range texts {
		tasks <- func() {
			stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
		}
	}
	close(tasks)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
