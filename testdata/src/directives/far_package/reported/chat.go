// Another package's function runs beside itself.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/directives/far_package/reported/relay"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go relay.Hello(stream) // want "sendsend"
	return relay.Hello(stream)
}
