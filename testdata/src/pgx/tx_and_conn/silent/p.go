// A transaction is its connection: that is used afterwards.
package silent

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func transfer(ctx context.Context, conn *pgx.Conn) error {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	done := make(chan error)
	go func() {
		_, err := tx.Exec(ctx, "update a")
		done <- err
	}()
	if err := <-done; err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "select 1"); err != nil {
		return err
	}

	return tx.Commit(ctx)
}
