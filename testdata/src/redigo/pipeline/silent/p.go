// One goroutine sends commands and another one receives the replies.
package silent

import "github.com/gomodule/redigo/redis"

func load(conn redis.Conn, keys []string) error {
	go func() {
		for range keys {
			conn.Receive()
		}
	}()
	for _, key := range keys {
		if err := conn.Send("GET", key); err != nil {
			return err
		}
	}
	return conn.Flush()
}
