// A RoundTripper lets one goroutine at a time send.
package silent

import (
	"net/http"
	"sync"

	"streamvet.test/chatpb"
)

// tunnel sends requests over a stream.
type tunnel struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (t *tunnel) RoundTrip(r *http.Request) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.stream.Send(&chatpb.Msg{Text: r.URL.Path}); err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: http.StatusAccepted}, nil
}

func client(stream chatpb.Chat_ConnectClient) *http.Client {
	return &http.Client{Transport: &tunnel{stream: stream}}
}
