package rate

import "context"

type Limiter struct{ burst int }

func NewLimiter(limit float64, burst int) *Limiter
func (l *Limiter) Wait(ctx context.Context) error
func (l *Limiter) Allow() bool
