package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/streamvet/streamvet/docs/checks"
)

// explain prints the page about a category of findings.
func explain(w io.Writer, category string) int {
	page, ok := checks.Page(category)
	if !ok {
		return usageError(fmt.Errorf("flag -explain: there is no category %q; the categories are %s", category, categoryList()))
	}
	if _, err := io.WriteString(w, page); err != nil {
		complain(err)
		return exitFindings
	}
	return exitOK
}

func categoryList() string {
	return strings.Join(checks.Categories(), ", ")
}
