// HTTP handlers, registered by name and by method value, are all that runs concurrently here;
// the stream is in another package.
package reported

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
	"streamvet.test/servers/http_other_package/reported/cache"
)

type api struct {
	cache *cache.Cache
}

func (a *api) flag(w http.ResponseWriter, r *http.Request) {
	if err := a.cache.Get(r.PathValue("name")); err != nil { // want "sendsend"
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// Handler returns the HTTP side of the service.
func Handler(ctx context.Context, c chatpb.ChatClient) (http.Handler, error) {
	open, err := cache.Open(ctx, c)
	if err != nil {
		return nil, err
	}
	a := &api{cache: open}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /flags/{name}", a.flag)
	return mux, nil
}
