// Package chatpb is the generated code of chat.proto.
package chatpb

//go:generate go run -C ../gen . ../chatpb
