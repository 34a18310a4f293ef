// Package vet runs an analyzer over generated programs.
//
// What the programs import is loaded, type-checked and analyzed once; then each
// program costs what its own few lines cost. A driver like that of go vet would
// do all of this anew for each of them, grpc and the standard library included.
package vet
