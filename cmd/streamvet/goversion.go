package main

import (
	"context"
	"fmt"
	goversion "go/version"
	"os/exec"
	"runtime"
	"strings"
)

// checkGoVersion returns an error if the go command is of a newer Go
// release than the one that built streamvet. What it compiles can't be
// read then, and go vet would say so for each package of the standard
// library, in words that don't help.
func checkGoVersion(ctx context.Context, dir string) error {
	cmd := exec.CommandContext(ctx, "go", "env", "GOVERSION")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err == nil {
		return compareGoVersions(strings.TrimSpace(string(out)), runtime.Version())
	}
	return nil // go vet will fail, too, and tell why
}

// compareGoVersions compares the version of the go command with the one
// that built streamvet. Only releases of Go are compared.
func compareGoVersions(goCommand, ours string) error {
	release := func(s string) string { // without "X:experiment" behind it
		s, _, _ = strings.Cut(s, " ")
		return goversion.Lang(s)
	}
	theirs, own := release(goCommand), release(ours)
	if theirs == "" || own == "" || goversion.Compare(theirs, own) <= 0 {
		return nil
	}
	return fmt.Errorf("streamvet was built with %s, and can't read what %s compiles: install streamvet again, with that release", ours, goCommand)
}
