// Both senders are in a package that does not know that it has a stream: the call of it is
// the only place to report.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/both_inside/reported/frame"
)

func chat(ctx context.Context, c chatpb.ChatClient, a, b <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return frame.Copy(stream, a, b) // want "sendsend"
}
