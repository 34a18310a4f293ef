// Each call has a lock around it, but one goroutine writes while the other one still reads rows.
package reported

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"
)

type store struct {
	mu   sync.Mutex
	conn *pgx.Conn
}

func (s *store) insert(ctx context.Context, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conn.Exec(ctx, "insert into names values ($1)", name) // want "concurrent-use"
}

func (s *store) names(ctx context.Context, more <-chan string) (out []string, err error) {
	go func() {
		for name := range more {
			s.insert(ctx, name)
		}
	}()
	s.mu.Lock()
	rows, err := s.conn.Query(ctx, "select name from names")
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	for s.next(rows) {
		out = append(out, rows.CommandTag().String())
	}
	return out, nil
}

func (s *store) next(rows pgx.Rows) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return rows.Next()
}
