// A goroutine goes on with the transaction of BeginFunc after the function has returned.
package reported

import (
	"context"

	"github.com/jackc/pgx/v4/pgxpool"

	"github.com/jackc/pgx/v4"
)

func store(ctx context.Context, pool *pgxpool.Pool, names []string) error {
	return pool.BeginFunc(ctx, func(tx pgx.Tx) error {
		return tx.BeginFunc(ctx, func(tx pgx.Tx) error {
			go func() {
				for _, name := range names {
					tx.Exec(ctx, "insert into log values ($1)", name) // want "concurrent-use"
				}
			}()
			_, err := tx.Exec(ctx, "insert into names values ($1)", names)
			return err
		})
	})
}
