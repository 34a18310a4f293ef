// Handlers of two packages, which know nothing of each other, send on one stream: main brings them together.
package main

import (
	"net"
	"net/http"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/wired_by_main/reported/api"
	"streamvet.test/packages/wired_by_main/reported/device"
)

func main() {
	registry := device.NewRegistry()
	go http.ListenAndServe(":8080", api.Handler(registry))
	l, err := net.Listen("tcp", ":7000")
	if err != nil {
		return
	}
	s := grpc.NewServer()
	chatpb.RegisterChatServer(s, &device.Gateway{Registry: registry}) // want "sendsend"
	s.Serve(l)
}
