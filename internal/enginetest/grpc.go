package enginetest

import (
	"go/types"
	"testing"
)

// GRPC returns packages that declare what the engine knows grpc-go's streams by, and
// example.com/chatpb, which has the form of generated code.
func GRPC(tb testing.TB) []*types.Package {
	tb.Helper()
	metadata := Load(tb, "google.golang.org/grpc/metadata", map[string]string{"metadata.go": `package metadata

type MD map[string][]string
`}).Types
	grpc := Load(tb, "google.golang.org/grpc", map[string]string{"grpc.go": `package grpc

import (
	"context"

	"google.golang.org/grpc/metadata"
)

type ClientStream interface {
	Header() (metadata.MD, error)
	Trailer() metadata.MD
	CloseSend() error
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}

type ServerStream interface {
	SetHeader(metadata.MD) error
	SendHeader(metadata.MD) error
	SetTrailer(metadata.MD)
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}

type (
	StreamDesc              struct{ ServerStreams bool }
	CallOption              interface{ before() }
	DialOption              interface{ apply() }
	ClientConn              struct{ target string }
	Streamer                func(ctx context.Context, desc *StreamDesc, cc *ClientConn, method string, opts ...CallOption) (ClientStream, error)
	StreamClientInterceptor func(ctx context.Context, desc *StreamDesc, cc *ClientConn, method string, streamer Streamer, opts ...CallOption) (ClientStream, error)
)

func NewClient(target string, opts ...DialOption) (*ClientConn, error)
func WithStreamInterceptor(f StreamClientInterceptor) DialOption
func WithChainStreamInterceptor(fs ...StreamClientInterceptor) DialOption
func NewClientStream(ctx context.Context, desc *StreamDesc, cc *ClientConn, method string, opts ...CallOption) (ClientStream, error)

func (cc *ClientConn) NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error)
`}, metadata).Types
	chatpb := Load(tb, "example.com/chatpb", map[string]string{"chatpb.go": `package chatpb

import "google.golang.org/grpc"

type Msg struct{ Text string }

func (*Msg) ProtoMessage() {}

func (m *Msg) GetText() string {
	if m != nil {
		return m.Text
	}
	return ""
}

type Chat_ChatServer interface {
	Send(*Msg) error
	Recv() (*Msg, error)
	grpc.ServerStream
}

type ChatServer interface{ Chat(Chat_ChatServer) error }

type Chat_ChatClient interface {
	Send(*Msg) error
	Recv() (*Msg, error)
	grpc.ClientStream
}
`}, grpc, metadata).Types
	return []*types.Package{grpc, metadata, chatpb}
}
