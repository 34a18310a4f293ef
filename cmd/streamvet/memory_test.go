package main

import (
	"runtime/debug"
	"testing"
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
