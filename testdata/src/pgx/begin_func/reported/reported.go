// Two goroutines run transactions on one connection.
package reported

import (
	"context"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"
)

func move(ctx context.Context, conn *pgx.Conn, from, to string) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, name := range []string{from, to} {
		g.Go(func() error {
			return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error { // want "concurrent-use"
				_, err := tx.Exec(ctx, "update names set moved = now() where name = $1", name)
				return err
			})
		})
	}
	return g.Wait()
}
