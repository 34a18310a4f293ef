// Who finds that nobody leads becomes the leader under the mutex, until it is released.
package silent

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type election struct {
	mu      sync.Mutex
	owner   string
	expires time.Time
}

func (e *election) acquire(id string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.owner != "" {
		return false
	}
	e.owner = "publisher " + id
	e.expires = time.Now().Add(time.Second)
	return true
}

func (e *election) release() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.owner = ""
}

type publisher struct {
	election
	stream chatpb.Chat_UploadClient
}

func (p *publisher) campaign(id string) {
	for range time.Tick(time.Second) {
		if !p.acquire(id) {
			continue
		}
		p.stream.Send(&chatpb.Msg{From: id})
		p.release()
	}
}

func publish(stream chatpb.Chat_UploadClient, ids []string) {
	p := &publisher{stream: stream}
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() { p.campaign(id) })
	}
	wg.Wait()
}
