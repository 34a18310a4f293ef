package race

import (
	"context"
	"errors"
	"time"
)

func NoRaceCancel() {
	var x int
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		use(&x)
		cancel()
	}()
	<-ctx.Done()
	use(&x)
}

func RaceCancel() {
	var x int
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		cancel()
		use(&x)
	}()
	<-ctx.Done()
	use(&x)
}

func NoRaceCancelParent() {
	var x int
	parent, cancel := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(context.WithValue(parent, "k", "v"))
	defer cancelChild()
	go func() {
		use(&x)
		cancel()
	}()
	<-child.Done()
	use(&x)
}

func RaceCancelParentOrChild() {
	var x int
	parent, cancel := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(parent)
	go cancelChild()
	go func() {
		use(&x)
		cancel()
	}()
	<-child.Done()
	use(&x)
}

// Cancelling a child doesn't cancel its parent.
func NoRaceCancelChild() {
	var x int
	parent, cancel := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(parent)
	cancelChild()
	<-child.Done()
	go func() {
		use(&x)
		cancel()
	}()
	<-parent.Done()
	use(&x)
}

func RaceTimeout() {
	var x int
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	go use(&x)
	<-ctx.Done()
	use(&x)
}

func NoRaceWithoutCancel() {
	var x int
	ctx, cancel := context.WithCancel(context.Background())
	free := context.WithoutCancel(ctx)
	cancel()
	done := make(chan bool, 1)
	go func() {
		use(&x)
		done <- true
	}()
	select {
	case <-free.Done():
	case <-done:
	}
	use(&x)
}

func NoRaceCancelCause() {
	var x int
	ctx, cancel := context.WithCancelCause(context.Background())
	go func() {
		use(&x)
		cancel(errors.New("cause"))
	}()
	<-ctx.Done()
	if context.Cause(ctx) == nil {
		use(nil)
	}
	use(&x)
}

func NoRaceContextErr() {
	var x int
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		use(&x)
		cancel()
	}()
	if ctx.Err() != nil {
		use(&x)
	}
}

func NoRaceContextAfterFunc() {
	var x int
	c := make(chan bool)
	ctx, cancel := context.WithCancel(context.Background())
	context.AfterFunc(ctx, func() {
		use(&x)
		c <- true
	})
	use(&x)
	cancel()
	<-c
	use(&x)
}

func RaceContextAfterFunc() {
	var x int
	ctx, cancel := context.WithCancel(context.Background())
	context.AfterFunc(ctx, func() { use(&x) })
	cancel()
	use(&x)
}

func NoRaceContextAfterFuncStopped() {
	var x int
	c := make(chan bool, 1)
	ctx, cancel := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, func() {
		use(&x)
		c <- true
	})
	go cancel()
	if !stop() {
		<-c
	}
	use(&x)
}

func NoRaceContextValue() {
	type key struct{}
	var x int
	ctx := context.WithValue(context.Background(), key{}, &x)
	c := make(chan bool)
	go func(ctx context.Context) {
		use(ctx.Value(key{}).(*int))
		close(c)
	}(ctx)
	<-c
	use(ctx.Value(key{}).(*int))
}

func RaceContextValue() {
	type key struct{}
	var x int
	ctx := context.WithValue(context.Background(), key{}, &x)
	child, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { use(child.Value(key{}).(*int)) }()
	use(&x)
}
