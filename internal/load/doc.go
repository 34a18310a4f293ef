// Package load finds out what there is to analyze: which packages the patterns
// of a command line name, why some of them can't be loaded, and which modules a
// workspace has.
//
// The go command knows all that. It is asked by "go env", "go list" and "go
// work", in the directory and with the build flags with which go vet runs, so
// that both mean the same packages.
package load
