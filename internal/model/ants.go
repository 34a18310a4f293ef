package model

import "github.com/streamvet/streamvet/internal/machine"

// defaultPools are functions of pools of goroutines that packages keep in their variables.
// The pools that programs make run by their source.
func defaultPools() table {
	return table{
		// "Submit submits a task to pool" (https://pkg.go.dev/github.com/panjf2000/ants/v2#Submit).
		"github.com/panjf2000/ants/v2.Submit": {submit, true},
		"github.com/panjf2000/ants.Submit":    {submit, true},
	}
}

// submit runs a task in a goroutine, if the pool is not closed.
func submit(c *machine.Call) (machine.Value, machine.Status) {
	if c.M.Choices.Percent(10) {
		return c.M.Error(c.Name), machine.Done
	}
	c.Start(machine.FromGo, c.Args[0], nil)
	return machine.Nil{}, machine.Done
}
