// Goroutines share a connection of the pool.
package reported

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"
)

func warm(ctx context.Context, pool *pgxpool.Pool, tables []string) error {
	return pool.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
		var wg sync.WaitGroup
		for _, table := range tables {
			wg.Go(func() {
				conn.Exec(ctx, "select pg_prewarm($1)", table) // want "concurrent-use"
			})
		}
		wg.Wait()
		return nil
	})
}
