// What another goroutine does with the transaction of BeginFunc is over before the function goes on.
package silent

import (
	"context"

	"github.com/jackc/pgx/v4/pgxpool"

	"github.com/jackc/pgx/v4"
)

func store(ctx context.Context, pool *pgxpool.Pool, names []string) error {
	return pool.BeginFunc(ctx, func(tx pgx.Tx) error {
		return tx.BeginFunc(ctx, func(tx pgx.Tx) error {
			done := make(chan struct{})
			go func() {
				defer close(done)
				for _, name := range names {
					tx.Exec(ctx, "insert into log values ($1)", name)
				}
			}()
			<-done
			_, err := tx.Exec(ctx, "insert into names values ($1)", names)
			return err
		})
	})
}
