// Two goroutines run transactions, each on a connection of a pool.
package silent

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

func move(ctx context.Context, pool *pgxpool.Pool, from, to string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range []string{from, to} {
		g.Go(func() error {
			return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
				_, err := tx.Exec(ctx, "update names set moved = now() where name = $1", name)
				return err
			})
		})
	}
	return g.Wait()
}
