package analyzer

import (
	"errors"
	"flag"
	"strconv"
)

// options are the values of the analyzer's flags.
type options struct {
	debug      bool
	tests      bool
	config     bool
	executions count
	// undocumented says that uses count of which the documentation of their API says nothing.
	undocumented bool
	why          question
}

// addFlags adds the flags that a project's file may set, too. Their defaults
// are the values that they have.
func (o *options) addFlags(fs *flag.FlagSet) {
	fs.BoolVar(&o.debug, "debug", o.debug, "print to standard error how each package was run")
	fs.Var(&o.executions, "executions", "maximum number `N` of executions of a package")
	fs.BoolVar(&o.tests, "tests", o.tests, "also report findings in test files")
	fs.BoolVar(&o.undocumented, "undocumented", o.undocumented, "also report what only a library's source rules out")
}

// A count is the value of a flag that says how many times something is done. Zero is how the
// command analyzes dependencies, of which only the facts matter.
type count int

// maxCount is more than anybody needs, and small enough for products not to overflow.
const maxCount = 1_000_000_000

func (c *count) String() string { return strconv.Itoa(int(*c)) }

// Set implements flag.Value.
func (c *count) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxCount {
		return errors.New("want a number from 0 to 1000000000")
	}
	*c = count(n)
	return nil
}
