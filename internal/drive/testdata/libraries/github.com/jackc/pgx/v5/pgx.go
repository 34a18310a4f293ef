package pgx

import "context"

type Conn struct{ closed bool }

type Rows interface {
	Next() bool
	Scan(dest ...any) error
	Close()
	Err() error
}

type Row interface{ Scan(dest ...any) error }

type Tx interface {
	Exec(ctx context.Context, sql string, args ...any) error
	Commit(ctx context.Context) error
	Conn() *Conn
}

func Connect(ctx context.Context, url string) (*Conn, error)
func (c *Conn) Begin(ctx context.Context) (Tx, error)
func (c *Conn) Exec(ctx context.Context, sql string, args ...any) error
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (Rows, error)
func (c *Conn) QueryRow(ctx context.Context, sql string, args ...any) Row
func (c *Conn) IsClosed() bool

func BeginFunc(ctx context.Context, c *Conn, f func(Tx) error) error
func CollectRows[T any](rows Rows, f func(Row) (T, error)) ([]T, error) { panic("not reached") }
func ForEachRow(rows Rows, scans []any, f func() error) error
