// Package racecheck runs programs under the race detector, to check the truth
// about them (package truth) against what happens.
//
// The programs' own text runs, on a chat service whose streams are plain memory:
// an integer for each side, which each call writes without synchronisation, or
// reads if it closes the side. A program that has an overlap must be seen to race
// in some of many runs, with random yields in between; one that has none must
// never be.
package racecheck
