package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// As many processes of a vet tool run at a time as there are CPUs, one for each
// package. By default the Go runtime lets each grow to twice what it really holds
// before it collects garbage. That is dear only for the few large ones: below
// minMemory they collect as usual, above it when they hold half as much again as
// they have to.
const minMemory = 90 << 20 // bytes

// limitMemory lets the garbage collector run more often in a large process. What the
// user has asked for by GOGC or GOMEMLIMIT stays.
func limitMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(minMemory)
		raiseLimit()
	}
}

// raiseLimit sets the limit anew after each collection: a process that needs more
// than its limit would do nothing but collect.
func raiseLimit() {
	sentinel := new([64]byte) // so large that it isn't batched with other objects
	runtime.AddCleanup(sentinel, func(struct{}) {
		debug.SetMemoryLimit(memoryLimit(liveBytes()))
		raiseLimit()
	}, struct{}{})
}

// memoryLimit returns the limit for a process with so many live bytes.
func memoryLimit(live uint64) int64 {
	return max(minMemory, int64(live+live/2))
}

// liveBytes returns the size of the objects that the last collection has found in use.
func liveBytes() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
