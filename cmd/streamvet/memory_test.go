package main

import (
	"runtime/debug"
	"testing"
)

func TestMemoryLimit(t *testing.T) {
	for _, tt := range []struct {
		live uint64
		want int64
	}{
		{0, minMemory},
		{minMemory / 2, minMemory},
		{minMemory, minMemory + minMemory/2}, // else it would collect all the time
		{1 << 30, 3 << 29},
	} {
		if got := memoryLimit(tt.live); got != tt.want {
			t.Errorf("memoryLimit(%d) = %d, want %d", tt.live, got, tt.want)
		}
	}
}

func TestLimitMemory(t *testing.T) {
	old, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	defer debug.SetMemoryLimit(old)
	defer debug.SetGCPercent(percent)
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Setenv("GOGC", "")
		t.Setenv("GOMEMLIMIT", "")
		t.Setenv(name, "off") // the user's choice
		limitMemory()
		if got := debug.SetMemoryLimit(-1); got != old {
			t.Errorf("with %s the limit was set to %d", name, got)
		}
		if got := debug.SetGCPercent(100); got != 100 {
			t.Errorf("with %s the growth was set to %d", name, got)
		}
	}
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	limitMemory()
	if got := debug.SetMemoryLimit(-1); got < minMemory || got == old {
		t.Errorf("the limit is %d, want at least %d", got, minMemory)
	}
	if got := debug.SetGCPercent(100); got != smallGrowth {
		t.Errorf("the growth is %d, want %d", got, smallGrowth)
	}
}
