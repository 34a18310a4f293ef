// A plain reader gets the stream that the goroutine receives from: who reads that one knows only its
// interface, and is never called.
package reported

import (
	"context"
	"io"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/known/given_away_either/reported/buffer"
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

// plainReader needs no goroutine.
type plainReader struct {
	stream chatpb.Chat_WatchClient
}

func (r *plainReader) Read() ([]byte, error) {
	m, err := r.stream.Recv()
	return []byte(m.GetText()), err
}

func (r *plainReader) Close() {}

func (s *store) Get(ctx context.Context, plain bool) (*buffer.Buffer, error) {
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
	if plain {
		return buffer.New(&plainReader{stream: stream}), nil
	}
	return buffer.New(r), nil
}
