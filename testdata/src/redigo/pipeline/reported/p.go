// Two goroutines send commands on one connection.
package reported

import "github.com/gomodule/redigo/redis"

func load(conn redis.Conn, keys []string) error {
	go func() {
		for range keys {
			conn.Send("PING") // want "concurrent-write"
		}
	}()
	for _, key := range keys {
		if err := conn.Send("GET", key); err != nil {
			return err
		}
	}
	return conn.Flush()
}
