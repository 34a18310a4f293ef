package objects

import "github.com/gomodule/redigo/redis"

// A pool gives a new connection each time.
func NoRaceOfGet(p *redis.Pool) {
	go p.Get().Do("GET")
	p.Get().Do("GET")
}

func RaceOfConn(p *redis.Pool) {
	c := p.Get()
	go c.Do("GET")
	redis.DoContext(c, "GET")
}

func RaceOfLoggingConn(p *redis.Pool) {
	c := p.Get()
	go redis.NewLoggingConn(c, "").Send("GET")
	c.Send("GET")
}

func RaceOfInnerConn(c redis.Conn) {
	s := redis.PubSubConn{Conn: c}
	go s.Subscribe("news")
	c.Flush()
}

func NoRaceOfSubscription(c redis.Conn) {
	s := redis.PubSubConn{Conn: c}
	go s.Receive()
	s.Subscribe("news")
	maybe(c.Err() == nil)
}

// What is received may be an error.
func Received(c redis.Conn) {
	s := redis.PubSubConn{Conn: c}
	_, failed := s.Receive().(error)
	maybe(failed)
}
