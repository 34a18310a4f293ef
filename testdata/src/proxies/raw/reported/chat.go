// Two pumps of a transparent proxy send in the same direction.
package reported

import (
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type direction interface {
	SendMsg(any) error
	RecvMsg(any) error
}

func pump(to, from direction) error {
	for {
		m := new(chatpb.Msg)
		if err := from.RecvMsg(m); err != nil {
			return err
		}
		if err := to.SendMsg(m); err != nil { // want "sendsend"
			return err
		}
	}
}

type proxy struct {
	conn, spare *grpc.ClientConn
}

func (p *proxy) handle(_ any, down grpc.ServerStream) error {
	desc := &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}
	up, err := p.conn.NewStream(down.Context(), desc, "/streamvet.test.chat.Chat/Connect")
	if err != nil {
		return err
	}
	spare, err := p.spare.NewStream(down.Context(), desc, "/streamvet.test.chat.Chat/Connect")
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.Go(func() error { return pump(down, up) })
	g.Go(func() error { return pump(down, spare) })
	return g.Wait()
}

func serve(conn, spare *grpc.ClientConn) *grpc.Server {
	p := &proxy{conn, spare}
	return grpc.NewServer(grpc.UnknownServiceHandler(p.handle))
}
