package race

import "sync"

func NoRaceSyncMap() {
	var m sync.Map
	go func() {
		x := new(int)
		use(x)
		m.Store("x", x)
	}()
	for {
		if v, ok := m.Load("x"); ok {
			use(v.(*int))
			return
		}
		yield()
	}
}

func RaceSyncMap() {
	var m sync.Map
	m.Store("x", new(int))
	for range 2 {
		go func() {
			if v, ok := m.Load("x"); ok {
				use(v.(*int))
			}
		}()
	}
}

func NoRaceSyncMapLoadAndDelete() {
	var m sync.Map
	m.Store("x", new(int))
	for range 2 {
		go func() {
			if v, ok := m.LoadAndDelete("x"); ok {
				use(v.(*int))
				m.Store("x", v)
			}
		}()
	}
}

func RaceSyncMapLoadOrStore() {
	var m sync.Map
	for range 2 {
		go func() {
			v, _ := m.LoadOrStore("x", new(int))
			use(v.(*int))
		}()
	}
}

func NoRaceSyncMapLoadOrStore() {
	var m sync.Map
	for range 2 {
		go func() {
			x := new(int)
			use(x)
			v, _ := m.LoadOrStore("x", x)
			look(v.(*int))
		}()
	}
}

func NoRaceSyncMapClaim() {
	var m sync.Map
	var x int
	for range 2 {
		go func() {
			if _, loaded := m.LoadOrStore("x", true); !loaded {
				use(&x)
				m.Delete("x")
			}
		}()
	}
}

func NoRaceSyncMapRange() {
	var m sync.Map
	var x int
	go func() {
		use(&x)
		m.Store("x", &x)
	}()
	m.Range(func(k, v any) bool {
		use(v.(*int))
		return true
	})
}

func RaceSyncMapRange() {
	var m sync.Map
	m.Store("x", new(int))
	for range 2 {
		go m.Range(func(_, v any) bool {
			use(v.(*int))
			return true
		})
	}
}

func NoRaceSyncMapCompareAndSwap() {
	var m sync.Map
	var x int
	m.Store("owner", 0)
	for i := range 2 {
		go func() {
			if m.CompareAndSwap("owner", 0, i+1) {
				use(&x)
				m.CompareAndSwap("owner", i+1, 0)
			}
		}()
	}
}

func NoRaceSyncMapSwap() {
	var m sync.Map
	m.Store("x", new(int))
	for range 2 {
		go func() {
			if v, ok := m.Swap("x", nil); ok && v != nil {
				use(v.(*int))
				m.Store("x", v)
			}
		}()
	}
}

func RaceSyncMapOtherKeys() {
	var m sync.Map
	var x int
	for i := range 2 {
		go func() {
			if _, loaded := m.LoadOrStore(i, true); !loaded {
				use(&x)
			}
		}()
	}
}
