// Package pace keeps work from coming too fast.
package pace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/time/rate"
)

// ErrBusy is returned when work would have to wait longer than it wants to.
var ErrBusy = errors.New("pace: busy")

// Pacer lets one piece of work start per interval.
type Pacer struct {
	limiter *rate.Limiter
	patient time.Duration
}

// New returns a pacer.
func New(every, patient time.Duration) *Pacer {
	return &Pacer{limiter: rate.NewLimiter(rate.Every(every), 1), patient: patient}
}

// Do waits for its time and then calls work.
func (p *Pacer) Do(ctx context.Context, work func() error) error {
	wait, cancel := context.WithTimeout(ctx, p.patient)
	defer cancel()
	if err := p.limiter.Wait(wait); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return work()
}
