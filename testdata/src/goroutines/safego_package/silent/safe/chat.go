// Package safe runs functions that survive a panic.
package safe

func Do(f func()) {
	run(f)
}

func run(f func()) {
	defer func() { _ = recover() }()
	f()
}
