// What a row has in it decides whether two goroutines use the connection.
package reported

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Lead keeps the lock that makes this process the leader, and works meanwhile.
func Lead(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	var locked bool
	if err := conn.QueryRow(ctx, "select pg_try_advisory_lock(1)").Scan(&locked); err != nil || !locked {
		return err
	}
	done := make(chan error, 1)
	go func() {
		done <- conn.Ping(ctx) // want "concurrent-use"
	}()
	_, err = conn.Exec(ctx, "select work()")
	return err
}
