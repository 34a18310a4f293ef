// Every HTTP handler uses one connection.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/gomodule/redigo/redis"
)

var conn redis.Conn

func count(w http.ResponseWriter, r *http.Request) {
	n, err := redis.Int(conn.Do("INCR", r.URL.Path)) // want "concurrent-use"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, n)
}

func main() {
	var err error
	conn, err = redis.Dial("tcp", "localhost:6379")
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", count)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
