// Another package's pump, called twice with a target each.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/pump/silent/pump"
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
	go pump.Copy(left, right)
	return pump.Copy(right, left)
}
