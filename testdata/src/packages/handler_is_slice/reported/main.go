// The handler of requests is a slice, of a type of another package; main gives it to net/http.
package main

import (
	"log"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"streamvet.test/packages/handler_is_slice/reported/dialer"
	"streamvet.test/packages/handler_is_slice/reported/replica"
)

func main() {
	var set replica.Set
	conn, err := grpc.NewClient("localhost:7000", grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	put, err := dialer.Open(conn)
	if err != nil {
		log.Fatal(err)
	}
	set = append(set, put)
	log.Fatal(http.ListenAndServe(":8080", set)) // want "sendsend"
}
