package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A process of a vet tool looks at one package, and is over within milliseconds: most of
// the garbage that it would collect is not worth the work. So a small process seldom
// collects, as the compiler's don't either (cmd/compile/internal/base.AdjustStartingHeap).
// But as many of them run at a time as there are CPUs, and a few packages are large. From
// minMemory on a process collects when it holds half as much again as it has to: by
// default it would be twice as much.
const (
	minMemory   = 90 << 20 // bytes
	smallGrowth = 400      // per cent of what is in use, as GOGC; below minMemory
)

// limitMemory lets the garbage collector run less often in a small process, and more often
// in a large one. What the user has asked for by GOGC or GOMEMLIMIT stays.
func limitMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(smallGrowth)
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
