// Package pump copies from stream to stream.
package pump

import "streamvet.test/chatpb"

func Copy(to, from chatpb.Chat_ConnectClient) error {
	m, err := from.Recv()
	if err != nil {
		return err
	}
	return to.Send(m)
}
