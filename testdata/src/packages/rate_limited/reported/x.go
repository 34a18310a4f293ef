// Goroutines wait for a rate limiter before they send: it says when to begin, and not that the one before has ended.
package reported

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"streamvet.test/chatpb"
	"streamvet.test/packages/rate_limited/reported/drone"
	"streamvet.test/packages/rate_limited/reported/pace"
)

// Station reports where its drones are.
type Station struct {
	drones map[string]drone.Drone
	pacer  *pace.Pacer
}

// New returns a station that reports once a second.
func New(drones ...drone.Drone) *Station {
	s := &Station{drones: make(map[string]drone.Drone), pacer: pace.New(time.Second, time.Minute)}
	for _, d := range drones {
		s.drones[d.Name()] = d
	}
	return s
}

// Run reports until the server ends the stream.
func (s *Station) Run(ctx context.Context, c chatpb.ChatClient) error {
	g, ctx := errgroup.WithContext(ctx)
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for name, d := range s.drones {
		g.Go(func() error {
			return drone.Follow(ctx, d, 5, func(p drone.Position) {
				err := s.pacer.Do(ctx, func() error { return report(stream, name, p) })
				if err != nil && !errors.Is(err, pace.ErrBusy) {
					fmt.Println(name, err)
				}
			})
		})
	}
	g.Go(func() error {
		for {
			if _, err := stream.Recv(); err != nil {
				return err
			}
		}
	})
	return g.Wait()
}

func report(stream chatpb.Chat_ConnectClient, name string, p drone.Position) error {
	return stream.Send(&chatpb.Msg{From: name, Text: fmt.Sprint(p)}) // want "sendsend"
}
