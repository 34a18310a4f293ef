// Package oldchatpb is the generated code of oldchat.proto, with the stream
// interfaces that protoc-gen-go-grpc wrote up to v1.3.
package oldchatpb

//go:generate go run -C ../gen . ../oldchatpb google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.3.0
