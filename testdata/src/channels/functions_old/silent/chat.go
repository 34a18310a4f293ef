// One goroutine runs the functions that come over the channel.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient, texts []string) error {
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
			stream.Send(&oldchatpb.Msg{Text: text})
		}
	}
	close(tasks)
	return nil
}
