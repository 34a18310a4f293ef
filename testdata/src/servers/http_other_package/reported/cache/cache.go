// Package cache asks a server for what it doesn't have.
package cache

import (
	"context"

	"streamvet.test/chatpb"
)

// A Cache has a stream to the server.
type Cache struct {
	link chatpb.Chat_ConnectClient
}

// Open opens a Cache.
func Open(ctx context.Context, c chatpb.ChatClient) (*Cache, error) {
	link, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &Cache{link: link}, nil
}

// Get asks for a key.
func (c *Cache) Get(key string) error {
	return c.link.Send(&chatpb.Msg{Text: key})
}
