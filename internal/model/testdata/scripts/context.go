package scripts

import (
	"context"
	"errors"
	"time"
)

func Background() {
	ctx := context.Background()
	check(ctx.Err() == nil)
	check(ctx.Done() == nil)
	check(ctx.Value("k") == nil)
	check(context.Cause(ctx) == nil)
}

func Cancel() {
	ctx, cancel := context.WithCancel(context.Background())
	check(ctx.Err() == nil)
	check(!done(ctx))
	cancel()
	check(ctx.Err() == context.Canceled)
	check(context.Cause(ctx) == context.Canceled)
	check(done(ctx))
	<-ctx.Done()
	cancel()
}

func done(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

func CancelTree() {
	root, cancel := context.WithCancel(context.Background())
	left, cancelLeft := context.WithCancel(root)
	leaf, cancelLeaf := context.WithCancel(context.WithValue(left, "k", "v"))
	right, cancelRight := context.WithCancel(root)
	defer cancelLeaf()
	defer cancelRight()
	cancelLeft()
	check(done(left) && done(leaf))
	check(!done(root) && !done(right))
	check(root.Err() == nil && leaf.Err() != nil)
	cancel()
	check(done(root) && done(right))
	late, cancelLate := context.WithCancel(root)
	defer cancelLate()
	check(done(late))
}

func Values() {
	type key struct{ n int }
	ctx := context.WithValue(context.Background(), key{1}, "one")
	ctx = context.WithValue(ctx, key{2}, "two")
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	check(ctx.Value(key{1}) == "one" && ctx.Value(key{2}) == "two")
	check(ctx.Value(key{3}) == nil && ctx.Value("one") == nil)
	over := context.WithValue(ctx, key{1}, "uno")
	check(over.Value(key{1}) == "uno" && ctx.Value(key{1}) == "one")
}

func Cause() {
	cause := errors.New("cause")
	ctx, cancel := context.WithCancelCause(context.Background())
	child, cancelChild := context.WithCancel(ctx)
	defer cancelChild()
	cancel(cause)
	check(ctx.Err() == context.Canceled)
	check(context.Cause(ctx) == cause)
	check(context.Cause(child) == cause)
	cancel(errors.New("another"))
	check(context.Cause(ctx) == cause)
}

func WithoutCancel() {
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), "k", "v"))
	free := context.WithoutCancel(ctx)
	cancel()
	check(ctx.Err() != nil && free.Err() == nil)
	check(free.Done() == nil && free.Value("k") == "v")
}

func Timeout() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	maybe(done(ctx))
	cancel()
	check(done(ctx) && ctx.Err() != nil)
}

func AfterFunc() {
	ctx, cancel := context.WithCancel(context.Background())
	c := make(chan bool, 1)
	stop := context.AfterFunc(ctx, func() { c <- true })
	cancel()
	<-c
	check(!stop())
}

func AfterFuncStopped() {
	ctx, cancel := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, func() { check(false) })
	check(stop())
	check(!stop())
	cancel()
}

func AfterFuncOfDone() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := make(chan bool)
	stop := context.AfterFunc(ctx, func() { close(c) })
	<-c
	check(!stop())
}

// Of a context from outside everything is possible.
func Outside(ctx context.Context) {
	maybe(ctx.Err() == nil)
	child, cancel := context.WithCancel(ctx)
	maybe(done(child))
	cancel()
	check(done(child))
	type key struct{}
	check(ctx.Value("k") == ctx.Value("k"))
	check(ctx.Value(key{}) == ctx.Value(key{}))
}

func OutsideStaysDone(ctx context.Context) {
	child, cancel := context.WithCancel(ctx)
	defer cancel()
	if done(ctx) {
		check(done(ctx) && ctx.Err() != nil)
		check(done(child) && child.Err() != nil)
	}
}

// What a context derives from outside has is what that has.
func OutsideDerived(ctx context.Context) {
	child := context.WithValue(ctx, "own", 1)
	check(child.Value("own") == 1)
	check(child.Value("k") == ctx.Value("k"))
	grandchild, cancel := context.WithCancel(child)
	defer cancel()
	check(grandchild.Value("k") == ctx.Value("k"))
	maybe(done(grandchild))
	if done(grandchild) {
		check(ctx.Err() != nil && child.Err() != nil)
	}
}
