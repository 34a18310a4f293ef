// The type's goroutine and its exported method are in the other package, and so is the overlap.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/object_in_package/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return wire.New(stream).Check()
}
