// Each function of a list runs in a goroutine of its own.
package silent

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(stream chatpb.Chat_ConnectClient, in <-chan *chatpb.Msg) error {
	send := func() error {
		for m := range in {
			if err := stream.Send(m); err != nil {
				return err
			}
		}
		return nil
	}
	receive := func() error {
		for {
			if _, err := stream.Recv(); err != nil {
				return err
			}
		}
	}
	var g errgroup.Group
	for _, f := range []func() error{send, receive, func() error { return nil }} {
		g.Go(f)
	}
	return g.Wait()
}
