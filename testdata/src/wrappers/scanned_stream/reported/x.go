// A scanner and a reader of package bufio read from one stream.
package reported

import (
	"bufio"
	"context"
	"fmt"

	"streamvet.test/chatpb"
)

type reader struct{ stream chatpb.Chat_WatchClient }

func (r reader) Read(p []byte) (int, error) {
	msg, err := r.stream.Recv() // want "recvrecv"
	if err != nil {
		return 0, err
	}
	return copy(p, msg.GetText()), nil
}

func Print(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Watch(ctx, &chatpb.WatchRequest{})
	if err != nil {
		return err
	}
	first, err := bufio.NewReader(reader{stream}).ReadString('\n')
	fmt.Println(first, err)
	go func() {
		for in := bufio.NewScanner(reader{stream}); in.Scan(); {
			fmt.Println(in.Text())
		}
	}()
	last, err := bufio.NewReader(reader{stream}).ReadString('\n')
	fmt.Println(last)
	return err
}
