// The goroutines of a group take connections from a pool.
package silent

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

func update(ctx context.Context, pool *pgxpool.Pool, ids []int) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		g, ctx := errgroup.WithContext(ctx)
		for _, id := range ids {
			g.Go(func() error {
				_, err := pool.Exec(ctx, "update t set n = n + 1 where id = $1", id)
				return err
			})
		}
		return g.Wait()
	})
}
