// Package difftest compares streamvet with the exact truth on generated
// programs.
//
// A program is made at random (package program). What may overlap in it is found
// by trying every execution of the model (package truth), which is checked
// itself by running the program under the race detector (package racecheck).
// The same program, written in Go (package source), goes through the analyzer
// (package vet). Where the two disagree, the program is made smaller as long as
// they do.
//
// Package conform compares the machine alone with the race detector, on programs
// without streams.
//
// The tests do this for a fixed sample. For any other:
//
//	cd difftest && go run ./cmd/difftest -n 10000 -seed 1 -shrink
package difftest
