// Two readers of a process, for its output and its errors, send what they have read.
package reported

import (
	"bufio"
	"io"
	"sync"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	stdout, stderr io.Reader
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	var wg sync.WaitGroup
	forward := func(in io.Reader) {
		defer wg.Done()
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			stream.Send(&chatpb.Msg{Text: lines.Text()}) // want "sendsend"
		}
	}
	wg.Add(2)
	go forward(s.stdout)
	go forward(s.stderr)
	wg.Wait()
	return nil
}
