package redis

type Conn interface {
	Close() error
	Err() error
	Do(command string, args ...any) (any, error)
	Send(command string, args ...any) error
	Flush() error
	Receive() (any, error)
}

type Pool struct{ size int }

func (p *Pool) Get() Conn

type PubSubConn struct{ Conn Conn }

func (c PubSubConn) Subscribe(channels ...any) error
func (c PubSubConn) Receive() any

func DoContext(c Conn, command string, args ...any) (any, error)
func NewLoggingConn(c Conn, prefix string) Conn
