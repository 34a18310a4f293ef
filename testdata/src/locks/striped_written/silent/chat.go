// The hash of each stripe is of a name and a part, and the parts are the same.
package silent

import (
	"hash/maphash"
	"io"
	"sync"

	"streamvet.test/chatpb"
)

type room struct {
	stripes [16]sync.Mutex
	seed    maphash.Seed
	stream  chatpb.Chat_ConnectServer
}

func (r *room) send(name, part string) error {
	var h maphash.Hash
	h.SetSeed(r.seed)
	h.WriteString(name)
	io.WriteString(&h, part)
	mu := &r.stripes[h.Sum64()%16]
	mu.Lock()
	defer mu.Unlock()
	return r.stream.Send(&chatpb.Msg{Text: part})
}

func talk(stream chatpb.Chat_ConnectServer, name string) {
	r := &room{seed: maphash.MakeSeed(), stream: stream}
	var wg sync.WaitGroup
	wg.Go(func() { r.send(name, "head") })
	wg.Go(func() { r.send(name, "head") })
	wg.Wait()
}
