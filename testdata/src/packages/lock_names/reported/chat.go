// The service of another package does not lock.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_names/reported/lib"
)

func run(ctx context.Context, s *lib.Service, words chan string) error {
	go func() {
		for w := range words {
			s.Send(&chatpb.Msg{Text: w}) // want "sendsend"
		}
	}()
	return s.Connect(ctx)
}
