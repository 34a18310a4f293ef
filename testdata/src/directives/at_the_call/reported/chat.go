// The access is in another package; nothing suppresses it.
package reported

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
	go pump.Hello(stream) // want "sendsend"
	return pump.Hello(stream)
}
