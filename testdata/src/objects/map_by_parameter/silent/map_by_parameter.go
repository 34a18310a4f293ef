// Two goroutines send to peers, one by a name that the message has, one by a parameter, under two mutexes: from two maps.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type peers struct {
	raft, submit sync.Mutex
	mu           sync.Mutex
	streams      map[string]chatpb.Chat_ConnectClient
	others       map[string]chatpb.Chat_ConnectClient
	client       chatpb.ChatClient
}

func (p *peers) stream(of map[string]chatpb.Chat_ConnectClient, name string) chatpb.Chat_ConnectClient {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := of[name]; s != nil {
		return s
	}
	s, err := p.client.Connect(context.Background())
	if err != nil {
		return nil
	}
	of[name] = s
	return s
}

func (p *peers) sendRaft(m *chatpb.Msg) {
	s := p.stream(p.streams, m.Room)
	p.raft.Lock()
	defer p.raft.Unlock()
	s.Send(m)
}

func (p *peers) sendTo(name string, m *chatpb.Msg) {
	s := p.stream(p.others, name)
	p.submit.Lock()
	defer p.submit.Unlock()
	s.Send(m)
}

func run(c chatpb.ChatClient, leader string, raft, submitted <-chan *chatpb.Msg) {
	p := &peers{client: c, streams: map[string]chatpb.Chat_ConnectClient{}, others: map[string]chatpb.Chat_ConnectClient{}}
	go func() {
		for m := range raft {
			p.sendRaft(m)
		}
	}()
	for m := range submitted {
		p.sendTo(leader, m)
	}
}
