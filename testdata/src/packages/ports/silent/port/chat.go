// Package port has the interface.
package port

type Sender interface {
	Send(text string) error
}
