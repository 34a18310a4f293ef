package objects

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var ctx = context.Background()

func RaceOfQueries(c *pgx.Conn) {
	go c.Exec(ctx, "")
	c.Exec(ctx, "")
}

func NoRaceOfClosed(c *pgx.Conn) {
	go c.Exec(ctx, "")
	maybe(c.IsClosed())
}

// A transaction is the connection in another form.
func RaceOfTransaction(c *pgx.Conn) {
	tx, err := c.Begin(ctx)
	if err != nil {
		check(tx == nil)
		return
	}
	go tx.Exec(ctx, "")
	c.Exec(ctx, "")
}

func RaceOfItsConn(c *pgx.Conn) {
	if tx, err := c.Begin(ctx); err == nil {
		go tx.Conn().Exec(ctx, "")
		tx.Commit(ctx)
	}
}

// Rows hold the connection until they are closed.
func RaceOfRows(c *pgx.Conn) {
	rows, err := c.Query(ctx, "")
	if err != nil {
		return
	}
	go c.Exec(ctx, "")
	for rows.Next() {
		rows.Scan()
	}
	rows.Close()
}

func NoRaceAfterRows(c *pgx.Conn) {
	rows, err := c.Query(ctx, "")
	if err != nil {
		return
	}
	n := 0
	for rows.Next() {
		n++
	}
	maybe(n == 0)
	rows.Close()
	go c.Exec(ctx, "")
}

func RaceOfRow(c *pgx.Conn) {
	row := c.QueryRow(ctx, "")
	go c.Exec(ctx, "")
	row.Scan()
}

func NoRaceAfterRow(c *pgx.Conn) {
	c.QueryRow(ctx, "").Scan()
	go c.Exec(ctx, "")
}

// Some functions take rows, and close them.
func RaceOfCollect(c *pgx.Conn) {
	rows, err := c.Query(ctx, "")
	if err != nil {
		return
	}
	go c.Exec(ctx, "")
	pgx.CollectRows(rows, func(pgx.Row) (int, error) { return 0, nil })
}

func NoRaceAfterCollect(c *pgx.Conn) {
	rows, err := c.Query(ctx, "")
	if err != nil {
		return
	}
	pgx.CollectRows(rows, func(pgx.Row) (int, error) { return 0, nil })
	go c.Exec(ctx, "")
}

func ForEach(c *pgx.Conn) {
	rows, err := c.Query(ctx, "")
	if err != nil {
		return
	}
	n := 0
	maybe(pgx.ForEachRow(rows, nil, func() error { n++; return nil }) == nil)
	maybe(n == 1)
}

// BeginFunc runs a function with a transaction on the connection, unless it fails before.
func RaceOfBeginFunc(c *pgx.Conn) {
	pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		go tx.Exec(ctx, "")
		return c.Exec(ctx, "")
	})
}

func RaceWithEndOfBeginFunc(c *pgx.Conn) {
	pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		go tx.Exec(ctx, "")
		return nil
	})
}

func BeginFunc(c *pgx.Conn) {
	n := 0
	err := pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		check(tx != nil)
		n++
		return nil
	})
	maybe(n == 1)
	maybe(err == nil)
	check(n == 1 || err != nil)
}

// Each function that a pool runs has a connection of its own.
func NoRaceOfPool(p *pgxpool.Pool) {
	query := func(c *pgxpool.Conn) error { return c.Exec(ctx, "") }
	go p.AcquireFunc(ctx, query)
	p.AcquireFunc(ctx, query)
}

func RaceOfPooled(p *pgxpool.Pool) {
	p.AcquireFunc(ctx, func(c *pgxpool.Conn) error {
		go c.Exec(ctx, "")
		return c.Conn().Exec(ctx, "")
	})
}

func RaceOfPooledTransaction(p *pgxpool.Pool) {
	p.BeginFunc(ctx, func(tx pgx.Tx) error {
		go tx.Exec(ctx, "")
		return tx.Exec(ctx, "")
	})
}
