package scripts

import "iter"

func upTo(n int, ended *bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { *ended = true }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func Pull() {
	var ended bool
	next, stop := iter.Pull(upTo(2, &ended))
	check(!ended)
	for i := range 2 {
		v, ok := next()
		check(ok && v == i)
		check(!ended)
	}
	v, ok := next()
	check(!ok && v == 0)
	check(ended)
	stop()
	_, ok = next()
	check(!ok)
}

func PullStopped() {
	var ended bool
	next, stop := iter.Pull(upTo(9, &ended))
	v, ok := next()
	check(ok && v == 0)
	stop()
	check(ended)
	stop()
	_, ok = next()
	check(!ok)
}

func PullNothing() {
	var ended bool
	next, stop := iter.Pull(upTo(9, &ended))
	stop()
	_, ok := next()
	check(!ok && !ended)
}

func PullPairs() {
	next, stop := iter.Pull2(func(yield func(string, int) bool) { _ = yield("a", 1) && yield("b", 2) })
	defer stop()
	k, v, ok := next()
	check(ok && k == "a" && v == 1)
	k, v, ok = next()
	check(ok && k == "b" && v == 2)
	k, v, ok = next()
	check(!ok && k == "" && v == 0)
}
