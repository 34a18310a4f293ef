// What another package does about an error ends the program.
package main

import (
	"bufio"
	"context"
	"log"
	"os"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/exits/silent/fail"
)

func main() {
	cc, err := grpc.NewClient(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	stream, err := chatpb.NewChatClient(cc).Connect(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	f, err := os.Open(os.Args[2])
	if err != nil {
		go stream.Send(&chatpb.Msg{Text: "nothing to say"})
		fail.Now(err)
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		stream.Send(&chatpb.Msg{Text: lines.Text()})
	}
}
