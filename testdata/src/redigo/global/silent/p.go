// Every HTTP handler takes a connection from a pool.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/gomodule/redigo/redis"
)

var pool *redis.Pool

func count(w http.ResponseWriter, r *http.Request) {
	conn := pool.Get()
	defer conn.Close()
	n, err := redis.Int(conn.Do("INCR", r.URL.Path))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, n)
}

func main() {
	pool = &redis.Pool{Dial: func() (redis.Conn, error) { return redis.Dial("tcp", "localhost:6379") }}
	http.HandleFunc("/", count)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
