// Rows are read while their connection is used for something else.
package reported

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func names(ctx context.Context, conn, other *pgx.Conn, found chan<- string) error {
	rows, err := conn.Query(ctx, "select name from t")
	if err != nil {
		return err
	}
	go func() {
		defer rows.Close() // want "concurrent-use"
		for rows.Next() {
			var name string
			if rows.Scan(&name) != nil {
				return
			}
			found <- name
		}
	}()
	_, err = conn.Exec(ctx, "update t set seen = true")
	return err
}
