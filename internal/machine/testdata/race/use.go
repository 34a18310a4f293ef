// Package race has programs that do or do not have a data race. What is raced for is a
// variable that only use and look access. The names say what is to be found: RaceXxx has a
// race in some execution, NoRaceXxx in none.
//
// The situations are those of Go's own tests of the race detector (runtime/race/testdata).
package race

// use writes a variable.
//
//go:noinline
func use(p *int) { *p++ }

// look reads it.
//
//go:noinline
func look(p *int) int { return *p }
