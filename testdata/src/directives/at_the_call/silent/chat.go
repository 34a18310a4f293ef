// The access is in another package; its call here is accepted.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/directives/other_package/reported/pump"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	//streamvet:ignore sendsend the server answers once
	go pump.Hello(stream)
	return pump.Hello(stream)
}
