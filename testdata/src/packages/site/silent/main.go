// Main serves the handler of a package that asks by an interface; what is behind it is another package's, with a mutex.
package main

import (
	"context"
	"log"
	"net/http"

	"google.golang.org/grpc"

	"streamvet.test/packages/site/silent/oracle"
	"streamvet.test/packages/site/silent/web"
)

func main() {
	cc, err := grpc.NewClient("oracle")
	if err != nil {
		log.Fatal(err)
	}
	o, err := oracle.Dial(context.Background(), cc)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":80", web.New(o)))
}
