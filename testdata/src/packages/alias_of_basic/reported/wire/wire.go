// Package wire calls back for each name, which an alias is the type of.
package wire

type Name = string

func Each(first *Name, f func(*Name)) {
	go f(first)
	f(first)
}
