// Package lines makes loggers.
package lines

import (
	"io"
	"log"
)

// Logger returns a logger whose lines begin with name.
func Logger(w io.Writer, name string) *log.Logger {
	return log.New(w, name+": ", 0)
}
