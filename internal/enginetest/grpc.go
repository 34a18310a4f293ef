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
	"net"

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
	StreamDesc struct {
		StreamName    string
		Handler       StreamHandler
		ServerStreams bool
		ClientStreams bool
	}
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

type (
	StreamServerInfo        struct{ FullMethod string }
	StreamHandler           func(srv any, stream ServerStream) error
	StreamServerInterceptor func(srv any, ss ServerStream, info *StreamServerInfo, handler StreamHandler) error
	UnaryServerInfo         struct{ FullMethod string }
	UnaryHandler            func(ctx context.Context, req any) (any, error)
	UnaryServerInterceptor  func(ctx context.Context, req any, info *UnaryServerInfo, handler UnaryHandler) (any, error)
	MethodDesc              struct {
		MethodName string
		Handler    func(srv any, ctx context.Context, dec func(any) error, interceptor UnaryServerInterceptor) (any, error)
	}
	ServiceDesc struct {
		ServiceName string
		HandlerType any
		Methods     []MethodDesc
		Streams     []StreamDesc
	}
	ServiceRegistrar interface{ RegisterService(desc *ServiceDesc, impl any) }
	ServerOption     interface{ apply() }
	Server           struct{ serve bool }

	GenericServerStream[Req, Res any] struct{ ServerStream }
	ServerStreamingServer[Res any]    interface {
		Send(*Res) error
		ServerStream
	}
)

func (x *GenericServerStream[Req, Res]) Send(m *Res) error

func NewServer(opts ...ServerOption) *Server
func StreamInterceptor(f StreamServerInterceptor) ServerOption
func ChainStreamInterceptor(fs ...StreamServerInterceptor) ServerOption
func UnaryInterceptor(f UnaryServerInterceptor) ServerOption
func ChainUnaryInterceptor(fs ...UnaryServerInterceptor) ServerOption
func UnknownServiceHandler(h StreamHandler) ServerOption

func (s *Server) RegisterService(desc *ServiceDesc, impl any)
func (s *Server) Serve(lis net.Listener) error
func (s *Server) Stop()
func (s *Server) GracefulStop()
`}, metadata).Types
	chatpb := Load(tb, "example.com/chatpb", map[string]string{"chatpb.go": `package chatpb

import (
	"context"

	"google.golang.org/grpc"
)

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

func RegisterChatServer(s grpc.ServiceRegistrar, srv ChatServer)

type RoomsServer interface {
	Join(context.Context, *Msg) (*Msg, error)
	Watch(*Msg, grpc.ServerStreamingServer[Msg]) error
}

func RegisterRoomsServer(s grpc.ServiceRegistrar, srv RoomsServer)

type Chat_ChatClient interface {
	Send(*Msg) error
	Recv() (*Msg, error)
	grpc.ClientStream
}
`}, grpc, metadata).Types
	return []*types.Package{grpc, metadata, chatpb}
}
