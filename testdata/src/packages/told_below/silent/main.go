// The two senders of a package that main calls hold a mutex.
package main

import (
	"context"
	"log"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/told_below/silent/uplink"
)

func main() {
	cc, err := grpc.NewClient("server:443")
	if err != nil {
		log.Fatal(err)
	}
	u, err := uplink.Open(context.Background(), chatpb.NewChatClient(cc))
	if err != nil {
		log.Fatal(err)
	}
	u.Say("hello")
}
