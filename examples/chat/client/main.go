// Client joins the chat room of package chat: it says what is typed, and
// prints what is said, until it is interrupted.
package main

import (
	"context"
	"flag"
	"log"
	"os"
	"os/signal"

	"github.com/streamvet/streamvet/examples/chat"
	"github.com/streamvet/streamvet/examples/chatpb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

func main() {
	addr := flag.String("addr", "localhost:7777", "address of the server")
	name := flag.String("name", os.Getenv("USER"), "your name")
	flag.Parse()
	conn, err := grpc.NewClient(*addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := chat.Talk(ctx, chatpb.NewChatClient(conn), *name, os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}
