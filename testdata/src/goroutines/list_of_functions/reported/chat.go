// One of the functions of a list is there twice.
package reported

import (
	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
)

func chat(stream chatpb.Chat_ConnectClient, in <-chan *chatpb.Msg) error {
	send := func() error {
		for m := range in {
			if err := stream.Send(m); err != nil { // want "sendsend"
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
	for _, f := range []func() error{send, receive, send} {
		g.Go(f)
	}
	return g.Wait()
}
