package explore

import (
	"fmt"

	"github.com/streamvet/streamvet/internal/machine"
)

// Result is what an exploration has found.
type Result struct {
	Findings   []*Finding
	Executions int
	Steps      int
	Accesses   int
	Outcomes   map[machine.Outcome]int
	Reasons    map[string]int
	Covered    int // blocks that were entered, of Blocks that may lead to an access
	Blocks     int
	Drivers    []DriverResult

	settled bool
}

// DriverResult says what the executions of one driver have shown.
type DriverResult struct {
	Name     string
	Runs     int
	Accesses int
}

// Unexplored says why there may be more to find, or nothing.
func (r *Result) Unexplored() string {
	switch deep := r.Reasons[machine.TooDeep]; {
	case 2*deep > r.Executions && r.Covered < r.Blocks:
		return fmt.Sprintf("%d of %d executions ended since calls were nested too deeply", deep, r.Executions)
	case r.settled || r.Executions == 0:
		return ""
	}
	count := "1 execution"
	if r.Executions > 1 {
		count = fmt.Sprintf("%d executions", r.Executions)
	}
	return count + " still showed something new; -streamvet.executions allows more"
}
