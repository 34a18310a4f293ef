// Package chatpb is the generated code of chat.proto, with the generic stream
// types that protoc-gen-go-grpc writes since v1.5.
package chatpb

//go:generate go run -C ../gen . ../chatpb google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.6.2
//go:generate go run -C ../gen . ../chatpb connectrpc.com/connect/cmd/protoc-gen-connect-go@v1.20.0
