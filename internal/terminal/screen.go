package terminal

import (
	"os"
	"strconv"
)

// IsScreen reports whether what is written to a file is shown on a terminal
// that knows more than lines.
func IsScreen(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// Columns returns the number of columns of a line on a terminal: what COLUMNS in
// the environment says, or the terminal; 0 if neither does.
func Columns(f *os.File) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return columns(f)
}
