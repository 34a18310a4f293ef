// The lock is held until all rows are read; that they are closed once more later does not matter.
package silent

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
	s.conn.Exec(ctx, "insert into names values ($1)", name)
}

func (s *store) names(ctx context.Context, more <-chan string) (out []string, err error) {
	go func() {
		for name := range more {
			s.insert(ctx, name)
		}
	}()
	s.mu.Lock()
	rows, err := s.conn.Query(ctx, "select name from names")
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		out = append(out, rows.CommandTag().String())
	}
	s.mu.Unlock()
	return out, nil
}
