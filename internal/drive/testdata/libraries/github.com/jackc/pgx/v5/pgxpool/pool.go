package pgxpool

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Pool struct{ closed bool }

type Conn struct{ held bool }

func New() *Pool
func (p *Pool) Acquire(ctx context.Context) (*Conn, error)
func (p *Pool) AcquireFunc(ctx context.Context, f func(*Conn) error) error
func (p *Pool) BeginFunc(ctx context.Context, f func(pgx.Tx) error) error

func (c *Conn) Exec(ctx context.Context, sql string, args ...any) error
func (c *Conn) Conn() *pgx.Conn
func (c *Conn) Release()
