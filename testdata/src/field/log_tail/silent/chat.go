// Two readers of a process, for its output and its errors, send what they have read with a mutex.
package silent

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
	var mu sync.Mutex
	forward := func(in io.Reader) {
		defer wg.Done()
		lines := bufio.NewScanner(in)
		for lines.Scan() {
			mu.Lock()
			stream.Send(&chatpb.Msg{Text: lines.Text()})
			mu.Unlock()
		}
	}
	wg.Add(2)
	go forward(s.stdout)
	go forward(s.stderr)
	wg.Wait()
	return nil
}
