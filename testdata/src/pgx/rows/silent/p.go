// Rows are read while another connection is used.
package silent

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
		defer rows.Close()
		for rows.Next() {
			var name string
			if rows.Scan(&name) != nil {
				return
			}
			found <- name
		}
	}()
	_, err = other.Exec(ctx, "update t set seen = true")
	return err
}
