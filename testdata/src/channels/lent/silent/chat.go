// Each call has one sender, in a callback of another package, and a stream of its own.
package silent

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/channels/lent/silent/safe"
	"streamvet.test/chatpb"
)

// service is implemented elsewhere.
type service interface {
	Watch(ctx context.Context, room string, queue chan<- *chatpb.Msg) error
}

type proxy struct {
	chatpb.UnimplementedChatServer
	service service
}

func New(s service, opts ...grpc.ServerOption) *grpc.Server {
	g := grpc.NewServer(opts...)
	chatpb.RegisterChatServer(g, &proxy{service: s})
	return g
}

func (p *proxy) Watch(req *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	ctx, cancel := context.WithCancel(stream.Context())
	defer cancel()
	errs := make(chan error, 10)
	queue := make(chan *chatpb.Msg, 4)
	var once sync.Once
	done := func() { once.Do(func() { close(queue) }) }
	defer done()
	go watch(ctx, p, req, queue, errs)
	go send(queue, done, stream, errs)
	return <-errs
}

func watch(ctx context.Context, p *proxy, req *chatpb.WatchRequest, queue chan<- *chatpb.Msg, errs chan<- error) {
	err := safe.Call(func() {
		if err := p.service.Watch(ctx, req.Room, queue); err != nil {
			errs <- err
		}
	})
	if err != nil {
		errs <- err
	}
}

func send(queue <-chan *chatpb.Msg, done func(), stream chatpb.Chat_WatchServer, errs chan<- error) {
	err := safe.Call(func() {
		defer done()
		for m := range queue {
			if err := stream.Send(m); err != nil {
				errs <- err
				return
			}
		}
		errs <- nil
	})
	if err != nil {
		errs <- err
	}
}
