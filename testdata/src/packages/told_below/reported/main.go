// A package has two senders, and tells of them: what main could say of its calls is the same.
package main

import (
	"context"
	"log"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/told_below/reported/uplink"
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
