// Package source knows about files of code: which of them people write, which
// of them positions may lead to, and how they are read.
package source

import (
	"go/ast"
	"go/token"
	"strings"
)

// IsGenerated reports whether a program wrote the file, by the header that the
// Go project has agreed on: https://go.dev/s/generatedcode.
//
// What cgo makes of a file that a person wrote has such a header too, above the
// line directive that leads back to what that person wrote: it doesn't count.
func IsGenerated(fset *token.FileSet, f *ast.File) bool {
	if !ast.IsGenerated(f) {
		return false
	}
	name := fset.Position(f.Package).Filename
	for _, group := range f.Comments {
		for _, c := range group.List {
			if c.Pos() > f.Package {
				return false
			}
			if isHeader(c.Text) && (!strings.Contains(c.Text, " cmd/cgo;") || fset.Position(c.Pos()).Filename == name) {
				return true
			}
		}
	}
	return false
}

func isHeader(text string) bool {
	return strings.HasPrefix(text, "// Code generated ") && strings.HasSuffix(text, " DO NOT EDIT.")
}

// IsTest reports whether pos is in a test file.
func IsTest(fset *token.FileSet, pos token.Pos) bool {
	return strings.HasSuffix(fset.Position(pos).Filename, "_test.go")
}
