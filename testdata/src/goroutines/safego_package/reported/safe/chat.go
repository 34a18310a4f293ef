// Package safe runs functions in goroutines that survive a panic.
package safe

func Do(f func()) {
	go run(f)
}

func run(f func()) {
	defer func() { _ = recover() }()
	f()
}
