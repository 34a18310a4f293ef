// Package labels runs functions with labels for the profiler.
package labels

import (
	"context"
	"runtime/pprof"
)

func Do(ctx context.Context, name string, f func()) {
	pprof.Do(ctx, pprof.Labels("name", name), func(context.Context) { f() })
}
