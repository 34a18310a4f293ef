// Package fail says what is wrong.
package fail

import (
	"fmt"
	"os"
)

// Now says what is wrong, and ends the program.
func Now(err error) { say(err.Error()) }

func say(text string) {
	fmt.Fprintln(os.Stderr, text)
	os.Exit(1)
}
