// Close waits for the goroutine, and drains the stream then.
package silent

import (
	"context"
	"io"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/given_away/silent/buffer"
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
	r.wg.Wait()
	for {
		if _, err := r.stream.Recv(); err != nil {
			break
		}
	}
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
			m, err := stream.Recv()
			if err != nil {
				return
			}
			pw.Write([]byte(m.Text))
		}
	}()
	return buffer.New(r), nil
}
