// Server runs the chat room of package chatfixed.
package main

import (
	"flag"
	"log"
	"net"

	"github.com/streamvet/streamvet/examples/chatfixed"
	"github.com/streamvet/streamvet/examples/chatpb"
	"google.golang.org/grpc"
)

func main() {
	addr := flag.String("addr", "localhost:7777", "address to listen on")
	flag.Parse()
	lis, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	srv := grpc.NewServer()
	chatpb.RegisterChatServer(srv, new(chatfixed.Server))
	log.Printf("listening on %s", lis.Addr())
	log.Fatal(srv.Serve(lis))
}
