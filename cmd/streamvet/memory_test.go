package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestGrowth(t *testing.T) {
	for _, tt := range []struct {
		live uint64
		want int
	}{
		{0, maxGrowth},
		{1 << 20, maxGrowth},
		{heapAim / 5, maxGrowth},
		{heapAim / 2, 100},
		{heapAim, minGrowth},
		{1 << 40, minGrowth},
	} {
		if got := growth(tt.live); got != tt.want {
			t.Errorf("growth(%d) = %d, want %d", tt.live, got, tt.want)
		}
	}
}

func TestUseOneCPU(t *testing.T) {
	old := runtime.GOMAXPROCS(3)
	defer runtime.GOMAXPROCS(old)
	t.Setenv("GOMAXPROCS", "3") // the user's choice
	useOneCPU()
	if got := runtime.GOMAXPROCS(0); got != 3 {
		t.Errorf("with GOMAXPROCS=3 the process runs on %d CPUs", got)
	}
	t.Setenv("GOMAXPROCS", "")
	useOneCPU()
	if got := runtime.GOMAXPROCS(0); got != 1 {
		t.Errorf("the process runs on %d CPUs, want one", got)
	}
}

func TestPace(t *testing.T) {
	old := debug.SetGCPercent(100)
	defer debug.SetGCPercent(old)
	held := make([]byte, 2*heapAim)
	runtime.GC()
	tick := make(chan time.Time, 1)
	tick <- time.Time{}
	close(tick)
	pace(tick)
	runtime.KeepAlive(held)
	if got := debug.SetGCPercent(100); got != minGrowth {
		t.Errorf("while %d bytes are in use the growth is %d, want %d", len(held), got, minGrowth)
	}
}

func TestPaceCollector(t *testing.T) {
	old := debug.SetGCPercent(100)
	defer debug.SetGCPercent(old)
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Setenv("GOGC", "")
		t.Setenv("GOMEMLIMIT", "")
		t.Setenv(name, "off") // the user's choice
		paceCollector()
		if got := debug.SetGCPercent(100); got != 100 {
			t.Errorf("with %s the growth was set to %d", name, got)
		}
	}
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	paceCollector()
	if got := debug.SetGCPercent(100); got < minGrowth || got == 100 {
		t.Errorf("the growth is %d, want another one", got)
	}
}
