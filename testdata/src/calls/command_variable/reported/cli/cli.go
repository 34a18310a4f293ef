// Package cli keeps commands, for programs that run them by their names.
package cli

type Command struct {
	Name string
	Run  func(args []string)
}

var All = map[string]*Command{}

func Add(c *Command) { All[c.Name] = c }
