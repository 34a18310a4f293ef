// Close drains the stream while the goroutine may still receive, and waits only then. It is called by a
// package that does nothing but call methods of interfaces.
package reported

import (
	"context"
	"io"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/given_away/reported/buffer"
)

type store struct {
	client chatpb.ChatClient
}

type chunkReader struct {
	stream chatpb.Chat_WatchClient
	cancel context.CancelFunc
	pipe   *io.PipeReader
	wg     sync.WaitGroup
}

func (r *chunkReader) Read() ([]byte, error) {
	buf := make([]byte, 1024)
	n, err := r.pipe.Read(buf)
	return buf[:n], err
}

func (r *chunkReader) Close() {
	r.pipe.Close()
	r.cancel()
	for {
		if _, err := r.stream.Recv(); err != nil {
			break
		}
	}
	r.wg.Wait()
}

func (s *store) Get(ctx context.Context) (*buffer.Buffer, error) {
	ctx, cancel := context.WithCancel(ctx)
	stream, err := s.client.Watch(ctx, &chatpb.WatchRequest{})
	if err != nil {
		cancel()
		return nil, err
	}
	pr, pw := io.Pipe()
	r := &chunkReader{stream: stream, cancel: cancel, pipe: pr}
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		defer pw.Close()
		for {
			m, err := stream.Recv() // want "recvrecv"
			if err != nil {
				return
			}
			pw.Write([]byte(m.Text))
		}
	}()
	return buffer.New(r), nil
}
