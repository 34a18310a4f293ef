package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A process of a vet tool looks at one package, and is over within milliseconds: most of
// the garbage that it would collect is not worth the work. So a small process seldom
// collects, as the compiler's don't either (cmd/compile/internal/base.AdjustStartingHeap).
// But as many of them run at a time as there are CPUs, and a few packages are large: the
// more a process holds, the sooner it collects.
//
// A memory limit (debug.SetMemoryLimit) is no way to do that. It counts all that the
// runtime has, so that a process with a limit a little above what it holds does nothing
// but collect.
const (
	heapAim   = 48 << 20 // bytes: where collecting should begin
	minGrowth = 55       // per cent of what is in use, as GOGC: however much that is
	maxGrowth = 400      // however little

	paceInterval = 5 * time.Millisecond // a collection takes about 50
)

// useOneCPU lets the process run on one CPU at a time. The go command starts as many
// processes as there are CPUs, so a second one would be taken from another process; and
// what a process does there is to collect garbage more eagerly than it has to, which costs
// an eighth of its time where packages are large. What the user has asked for by GOMAXPROCS
// stays.
func useOneCPU() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
}

// paceCollector sets how far the heap may grow between collections. What the user has asked
// for by GOGC or GOMEMLIMIT stays.
func paceCollector() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(maxGrowth)
		go pace(time.Tick(paceInterval))
	}
}

// pace sets the growth anew at each tick after a collection. A cleanup or finalizer, which
// the collection itself would call, comes too late on one CPU: when the next one is due.
func pace(tick <-chan time.Time) {
	last := maxGrowth
	for range tick {
		if next := growth(liveBytes()); next != last {
			debug.SetGCPercent(next)
			last = next
		}
	}
}

// growth returns by how much a heap with so many live bytes may grow, in per cent.
func growth(live uint64) int {
	if live == 0 {
		return maxGrowth
	}
	return min(max(100*(heapAim-int(live))/int(live), minGrowth), maxGrowth)
}

// liveBytes returns the size of the objects that the last collection has found in use.
func liveBytes() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
