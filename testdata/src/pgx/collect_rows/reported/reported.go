// Rows are collected while another goroutine uses the connection.
package reported

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

func names(ctx context.Context, conn *pgx.Conn) ([]string, error) {
	stop := context.AfterFunc(ctx, func() {
		conn.Close(context.Background()) // want "concurrent-use"
	})
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	rows, _ := conn.Query(ctx, "select name from names")
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
