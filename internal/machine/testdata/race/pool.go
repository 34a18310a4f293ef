package race

import "sync"

func RacePoolKept() {
	p := sync.Pool{New: func() any { return new(int) }}
	x := p.Get().(*int)
	p.Put(x)
	go func() { use(p.Get().(*int)) }()
	use(x)
}

func NoRacePool() {
	p := sync.Pool{New: func() any { return new(int) }}
	for range 3 {
		go func() {
			x := p.Get().(*int)
			use(x)
			p.Put(x)
		}()
	}
}

func RacePoolPutTooEarly() {
	p := sync.Pool{New: func() any { return new(int) }}
	for range 3 {
		go func() {
			x := p.Get().(*int)
			p.Put(x)
			use(x)
		}()
	}
}

func RacePoolPutTwice() {
	p := sync.Pool{New: func() any { return new(int) }}
	x := p.Get().(*int)
	p.Put(x)
	p.Put(x)
	for range 2 {
		go func() { use(p.Get().(*int)) }()
	}
}
