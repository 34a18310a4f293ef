// HTTP handlers query by one connection, under a mutex.
package silent

import (
	"context"
	"net/http"
	"sync"

	"github.com/jackc/pgx/v5"
)

type server struct {
	mu   sync.Mutex
	conn *pgx.Conn
}

func New(ctx context.Context, url string) (http.Handler, error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	return &server{conn: conn}, nil
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var name string
	if err := s.conn.QueryRow(r.Context(), "select name from t where id = $1", r.FormValue("id")).Scan(&name); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(name))
}
