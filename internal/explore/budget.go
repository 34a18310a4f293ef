package explore

// Budget bounds an exploration. It is counted in what is executed, never in time, so that
// the same input gives the same findings on every machine.
type Budget struct {
	Fewest int // executions, whatever they show
	Most   int // executions
	// Settled is how many executions that show nothing new end the exploration, besides four for
	// each block that may lead to an access.
	Settled int
	Steps   int // of all executions
	PerRun  int // of one execution
	Idle    int // of one execution in which no goroutine comes to code that is new to it; 0 for PerRun
}

// settled reports whether i executions are enough: the last ones have shown nothing new. Where no
// stream came to a second goroutine, or nobody has one, there is less to wait for.
func (x *Explorer) settled(i int) bool {
	least, patience := x.Budget.Fewest, x.Budget.Settled+min(4*x.result.Blocks, 1600)
	switch {
	case x.result.Accesses == 0:
		least, patience = least/2, x.Budget.Settled/4
	case !x.shared:
		patience = x.Budget.Settled / 2
	}
	return i >= max(least, 2*len(x.drivers)) && i-x.news >= patience
}

// steps returns how many steps there are for all executions, i of which have been made: fewer as
// long as nothing can race, once each driver has had its turns.
func (x *Explorer) steps(i int) int {
	switch {
	case i < 2*len(x.drivers):
		return x.Budget.Steps
	case x.result.Accesses == 0:
		return x.Budget.Steps / 4
	case !x.shared:
		return x.Budget.Steps / 2
	}
	return x.Budget.Steps
}

// perRun bounds the steps of the next execution. In their first turns, all drivers together get
// no more than half of the budget.
func (x *Explorer) perRun() int {
	const least = 100
	if n := len(x.drivers); x.result.Executions < n {
		return min(x.Budget.PerRun, max(x.Budget.Steps/(2*n), least))
	}
	return x.Budget.PerRun
}

// idle returns how many steps an execution may take without coming to new code: a block may be long,
// and call functions that are not new.
func (x *Explorer) idle() int {
	if x.Budget.Idle == 0 {
		return 0
	}
	return x.Budget.Idle + 4*x.longest
}
