// Nobody adds a stream to those that a logging package forwards to, two packages away from here.
package silent

import "streamvet.test/packages/log_streams_added/silent/work"

// Serve works.
func Serve(n int) {
	work.Do(n)
}
