// The wrapper's goroutine drains its queue, and SendMsg goes around a full one.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type queued struct {
	grpc.ServerStream
	queue chan any
}

func newQueued(stream grpc.ServerStream) *queued {
	q := &queued{stream, make(chan any, 1)}
	go q.drain()
	return q
}

func (q *queued) drain() {
	for m := range q.queue {
		q.ServerStream.SendMsg(m) // want "sendsend"
	}
}

func (q *queued) SendMsg(m any) error {
	select {
	case q.queue <- m:
		return nil
	default:
		return q.ServerStream.SendMsg(m)
	}
}

func handle(_ any, stream grpc.ServerStream) error {
	peer := newQueued(stream)
	for range 3 {
		if err := peer.SendMsg(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
	return nil
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.UnknownServiceHandler(handle))
}
