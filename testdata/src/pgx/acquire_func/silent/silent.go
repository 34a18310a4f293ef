// Each goroutine has a connection of the pool for itself.
package silent

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"
)

func warm(ctx context.Context, pool *pgxpool.Pool, tables []string) {
	var wg sync.WaitGroup
	for _, table := range tables {
		wg.Go(func() {
			pool.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
				_, err := conn.Exec(ctx, "select pg_prewarm($1)", table)
				return err
			})
		})
	}
	wg.Wait()
}
