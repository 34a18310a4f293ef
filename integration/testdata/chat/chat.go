// Package chat has what the other packages of this module need to talk
// over a stream. The module is what the integration tests analyze. A
// comment "finding: CATEGORY" marks each line on which a finding stands.
package chat

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// A Stream carries texts both ways.
type Stream = grpc.BidiStreamingClient[wrapperspb.StringValue, wrapperspb.StringValue]

// Connect opens a new stream.
func Connect(ctx context.Context, cc *grpc.ClientConn) (Stream, error) {
	desc := &grpc.StreamDesc{StreamName: "Connect", ServerStreams: true, ClientStreams: true}
	s, err := cc.NewStream(ctx, desc, "/chat.Chat/Connect")
	if err != nil {
		return nil, err
	}
	return &grpc.GenericClientStream[wrapperspb.StringValue, wrapperspb.StringValue]{ClientStream: s}, nil
}

// Text makes a message.
func Text(s string) *wrapperspb.StringValue { return wrapperspb.String(s) }
