// A batch is sent by a goroutine while the next one may be received.
package reported

import (
	"streamvet.test/chatpb"
)

func watch(stream chatpb.Chat_WatchServer, batches <-chan []*chatpb.Msg) error {
	in := batches
	flushed := make(chan error, 1)
	for {
		select {
		case batch, ok := <-in:
			if !ok {
				return nil
			}
			go func() {
				for _, m := range batch {
					if err := stream.Send(m); err != nil { // want "sendsend"
						flushed <- err
						return
					}
				}
				flushed <- nil
			}()
		case err := <-flushed:
			if err != nil {
				return err
			}
			in = batches
		}
	}
}
