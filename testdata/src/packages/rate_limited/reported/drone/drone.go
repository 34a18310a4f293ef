// Package drone flies drones.
package drone

import (
	"context"
	"math"
	"time"
)

// Position is where a drone is.
type Position struct {
	Lat, Lon, Alt float64
}

// Distance is how far apart two positions are, in meters, more or less.
func (p Position) Distance(q Position) float64 {
	const degree = 111_320
	dy := (p.Lat - q.Lat) * degree
	dx := (p.Lon - q.Lon) * degree * math.Cos(p.Lat*math.Pi/180)
	return math.Hypot(math.Hypot(dx, dy), p.Alt-q.Alt)
}

// Drone is a drone.
type Drone interface {
	Name() string
	Position() (Position, error)
	GoTo(Position) error
}

// Follow calls moved whenever a drone has moved some meters.
func Follow(ctx context.Context, d Drone, meters float64, moved func(Position)) error {
	t := time.NewTicker(100 * time.Millisecond)
	defer t.Stop()
	last, err := d.Position()
	if err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.C:
			p, err := d.Position()
			if err != nil {
				return err
			}
			if last.Distance(p) >= meters {
				moved(p)
				last = p
			}
		}
	}
}
