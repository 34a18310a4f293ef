package main

import (
	"bufio"
	"fmt"
	goversion "go/version"
	"io"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// compareGoVersions returns an error if the go command is of a newer Go
// release than the one that built streamvet. What it compiles can't be read
// then, and go vet would say so for each package of the standard library, in
// words that don't help. Only releases of Go are compared.
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

// goCommandVersion returns the version of the go command that made the
// configuration of a package, which doesn't say it: the compiler puts it
// into each package, and any import will do. A package that imports
// nothing is mostly one of the standard library, which asks for a Go
// release as new as itself.
func goCommandVersion(cfg *unitchecker.Config) string {
	for _, file := range cfg.PackageFile {
		if version := compilerVersion(file); version != "" {
			return version
		}
		break
	}
	return cfg.GoVersion
}

// compilerVersion returns the version in a compiled package, or "" if it
// can't be found. The package is an archive. The first line of its first
// member is "go object GOOS GOARCH VERSION" and more.
func compilerVersion(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close() // only read
	r := bufio.NewReader(io.LimitReader(f, 512))
	for range 3 {
		line, err := r.ReadString('\n')
		if fields := strings.Fields(line); len(fields) > 4 && fields[0] == "go" && fields[1] == "object" {
			return fields[4]
		}
		if err != nil {
			break
		}
	}
	return ""
}
