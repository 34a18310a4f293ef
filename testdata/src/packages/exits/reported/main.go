// What another package does about an error lets the program go on while the greeting is sent.
package main

import (
	"bufio"
	"context"
	"log"
	"os"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/exits/reported/fail"
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
		go stream.Send(&chatpb.Msg{Text: "nothing to say"}) // want "sendsend"
		fail.Now(err)
	}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		stream.Send(&chatpb.Msg{Text: lines.Text()})
	}
}
