// Package list is a list.
package list

// A List is a list, first in, first out.
type List struct {
	first, last *entry
}

type entry struct {
	next  *entry
	value any
}

// Push adds v.
func (l *List) Push(v any) {
	e := &entry{value: v}
	if l.last == nil {
		l.first = e
	} else {
		l.last.next = e
	}
	l.last = e
}

// Pop takes the oldest one away.
func (l *List) Pop() any {
	e := l.first
	l.first = e.next
	if l.first == nil {
		l.last = nil
	}
	return e.value
}
