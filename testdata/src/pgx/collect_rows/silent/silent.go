// Rows are collected before another goroutine uses the connection.
package silent

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

func names(ctx context.Context, conn *pgx.Conn) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	rows, _ := conn.Query(ctx, "select name from names")
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	go conn.Close(context.Background())
	return all, err
}
