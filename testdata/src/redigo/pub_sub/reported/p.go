// A subscriber pings by Do while another goroutine receives.
package reported

import "github.com/gomodule/redigo/redis"

type listener struct {
	psc redis.PubSubConn
}

func listen(pool *redis.Pool, topics <-chan string) error {
	l := &listener{psc: redis.PubSubConn{Conn: pool.Get()}}
	go l.receive()
	for topic := range topics {
		if err := l.psc.Subscribe(topic); err != nil {
			return err
		}
		l.psc.Conn.Do("PING")
	}
	return nil
}

func (l *listener) receive() {
	for {
		switch l.psc.Receive().(type) { // want "concurrent-use"
		case error:
			return
		}
	}
}
