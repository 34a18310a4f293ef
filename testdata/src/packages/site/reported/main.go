// Main serves the handler of a package that asks by an interface; what is behind it is another package's, without a mutex.
package main

import (
	"context"
	"log"
	"net/http"

	"google.golang.org/grpc"

	"streamvet.test/packages/site/reported/oracle"
	"streamvet.test/packages/site/reported/web"
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
	log.Fatal(http.ListenAndServe(":80", web.New(o))) // want "sendsend"
}
