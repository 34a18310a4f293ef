// Package sched hides the stream behind an interface.
package sched

import (
	"context"

	"streamvet.test/chatpb"
)

type PacketStream interface {
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
}

type Client interface {
	Report(ctx context.Context) (PacketStream, error)
}

type client struct {
	chat chatpb.ChatClient
}

func New(c chatpb.ChatClient) Client {
	return &client{c}
}

func (c *client) Report(ctx context.Context) (PacketStream, error) {
	p := &packetStream{client: c}
	if err := p.init(ctx); err != nil {
		return nil, err
	}
	return p, nil
}

type packetStream struct {
	client *client
	stream chatpb.Chat_ConnectClient
}

func (p *packetStream) init(ctx context.Context) error {
	stream, err := p.client.chat.Connect(ctx)
	if err != nil {
		return err
	}
	p.stream = stream
	return nil
}

func (p *packetStream) Send(m *chatpb.Msg) error {
	return p.stream.Send(m)
}

func (p *packetStream) Recv() (*chatpb.Msg, error) {
	return p.stream.Recv()
}

// NewFake returns a client that reports to nobody.
func NewFake() Client { return fake{} }

type fake struct{}

func (fake) Report(context.Context) (PacketStream, error) { return fake{}, nil }

func (fake) Send(*chatpb.Msg) error { return nil }

func (fake) Recv() (*chatpb.Msg, error) { return nil, nil }
