// Package infer computes the summaries of the functions of a package, and the
// conflicts inside each of them.
//
// A function is analyzed by forward dataflow over its control-flow graph. The
// state at a point holds what locations may hold (package heap), which async
// effects may be running (the sets of Featherweight X10, but flow-sensitive),
// which locks are surely held, which tokens were surely waited for. A go
// statement adds the effects of the new goroutine, a join removes those that
// have surely signaled before it, a call checks the callee's effects against
// those that may be running, and adds the ones that outlive it.
//
// Functions are analyzed callees first, each once it is asked for. Functions
// that call each other are analyzed again until their summaries no longer
// change. That ends: paths have bounded length and roots, so there are finitely
// many effects, and the rounds are bounded besides.
//
// # Where to look
//
// The model: frame.go (one function), state.go (what is known at a point),
// values.go (what registers hold), loops.go, turns.go (how often loops run).
//
// Calls: target.go (who is called), binding.go and instantiate.go (the callee's
// names and effects in the caller's terms), call.go (what a call does),
// rows.go (what the rows of internal/contract do), goroutine.go, defers.go,
// locks.go, stripes.go, replaced.go, sync.go (tokens), spots.go (where channels are kept), semaphore.go, capacity.go,
// claims.go, countdown.go, takes.go (pools), subtests.go, models.go (functions of libraries), results.go (what
// function values return).
//
// What is known on a path: facts.go (conditions), variables.go (what a variable
// was given), apart.go (variables that hold another stream by now),
// conditions.go (what function literals ask of variables), modes.go and places.go (fields
// that tell what was started), premises.go (what functions do in one mode only).
//
// The outcome: effects.go (records), clashes.go (pairs), overlaps.go, timeline.go (order within this
// goroutine), export.go, names.go and private.go (the summary).
//
// The package: package.go, callgraph.go (components), recursion.go, seeds.go (which functions),
// relevant.go (which types), facets.go and owned.go (what all code says of a field), kept.go (callbacks), sole.go (interfaces),
// shared.go, objects.go, handlers.go and guarded.go (methods of one object, handlers of one server),
// requests.go (handlers of HTTP requests), evidence.go.
package infer
