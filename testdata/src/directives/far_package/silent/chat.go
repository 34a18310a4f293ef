// Another package's function runs beside itself, and its directive says that it may.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/directives/far_package/silent/relay"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go relay.Hello(stream)
	return relay.Hello(stream)
}
