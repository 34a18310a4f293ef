// One goroutine runs the functions that come over the channel.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	tasks := make(chan func())
	work := func() {
		for task := range tasks {
			task()
		}
	}
	go work()
	for _, text := range texts {
		tasks <- func() {
			stream.Send(&chatpb.Msg{Text: text})
		}
	}
	close(tasks)
	return nil
}
