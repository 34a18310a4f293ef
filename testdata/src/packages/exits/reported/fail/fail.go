// Package fail says what is wrong.
package fail

import (
	"fmt"
	"os"
)

// Now says what is wrong.
func Now(err error) { say(err.Error()) }

func say(text string) {
	fmt.Fprintln(os.Stderr, text)
}
