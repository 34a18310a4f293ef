// Package safe turns panics into errors.
package safe

import "fmt"

func Call(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	f()
	return
}
