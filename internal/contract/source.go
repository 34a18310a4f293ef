package contract

// sourceOfStd are the packages of the standard library whose source is run where it can
// matter: containers, iterators, and what copies between readers and writers. What the
// others do that matters is in package model.
var sourceOfStd = map[string]bool{
	"slices": true, "maps": true, "iter": true, "sort": true, "container/list": true,
	"container/heap": true, "container/ring": true, "io": true, "bufio": true,
}

// RunsSource reports whether code of the standard library's package path is run.
func RunsSource(path string) bool { return sourceOfStd[path] }
