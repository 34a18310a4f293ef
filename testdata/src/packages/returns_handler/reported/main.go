// Another package makes the HTTP handler that main serves; it asks over one stream, without a mutex.
package main

import (
	"context"
	"log"
	"net/http"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/returns_handler/reported/web"
)

type oracle struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (o *oracle) Ask(question string) (string, error) {
	if err := o.stream.Send(&chatpb.Msg{Text: question}); err != nil { // want "sendsend"
		return "", err
	}
	answer, err := o.stream.Recv() // want "recvrecv"
	return answer.GetText(), err
}

func main() {
	cc, err := grpc.NewClient("oracle")
	if err != nil {
		log.Fatal(err)
	}
	stream, err := chatpb.NewChatClient(cc).Connect(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":80", web.New(&oracle{stream: stream})))
}
