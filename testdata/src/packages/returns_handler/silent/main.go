// Another package makes the HTTP handler that main serves; it asks over one stream, with a mutex.
package main

import (
	"context"
	"log"
	"net/http"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/returns_handler/silent/web"
)

type oracle struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (o *oracle) Ask(question string) (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.stream.Send(&chatpb.Msg{Text: question}); err != nil {
		return "", err
	}
	answer, err := o.stream.Recv()
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
