// The service of another package locks around each Send.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_names/silent/lib"
)

func run(ctx context.Context, s *lib.Service, words chan string) error {
	go func() {
		for w := range words {
			s.Send(&chatpb.Msg{Text: w})
		}
	}()
	return s.Connect(ctx)
}
