// Another package's pump, called twice with one target.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/pump/reported/pump"
)

func relay(ctx context.Context, a, b chatpb.ChatClient) error {
	left, err := a.Connect(ctx)
	if err != nil {
		return err
	}
	right, err := b.Connect(ctx)
	if err != nil {
		return err
	}
	go pump.Copy(left, right) // want "sendsend"
	return pump.Copy(left, left)
}
