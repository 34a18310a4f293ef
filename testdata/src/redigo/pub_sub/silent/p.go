// A subscriber pings by Ping while another goroutine receives.
package silent

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
		l.psc.Ping("")
	}
	return nil
}

func (l *listener) receive() {
	for {
		switch l.psc.Receive().(type) {
		case error:
			return
		}
	}
}
