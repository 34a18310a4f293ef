// Package checks holds the pages that describe what streamvet reports,
// one for each category of finding. The website, "streamvet -explain"
// and the rules of a SARIF log all show these same files.
package checks

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.md
var pages embed.FS

// Categories lists the categories that have a page, sorted.
func Categories() []string {
	names, err := fs.Glob(pages, "*.md")
	if err != nil {
		return nil // the pattern is a constant, and well formed
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".md")
	}
	return names
}

// libraries says which libraries have findings of a category: those of the table
// of APIs in which there are uses of both sides.
var libraries = map[string][]string{
	"close-beside-write": {"connect", "kitex", "quic-go"},
	"closesend":          {"grpc"},
	"concurrent-read":    {"websocket", "connect", "kitex", "redigo", "http2"},
	"concurrent-use":     {"redigo", "pgx"},
	"concurrent-write":   {"websocket", "connect", "kitex", "redigo", "http2"},
	"recvrecv":           {"grpc"},
	"sendsend":           {"grpc"},
}

// Libraries returns the names of the libraries that a category is about, for tags.
func Libraries(category string) []string { return libraries[category] }

// Page returns the page about a category, in Markdown, and whether there
// is one.
func Page(category string) (string, bool) {
	// A name with a slash would be another path, not a category.
	if strings.ContainsRune(category, '/') {
		return "", false
	}
	text, err := pages.ReadFile(category + ".md")
	return string(text), err == nil
}

// URL returns where the page about a category is on the web, or nothing if
// there is none.
func URL(category string) string {
	if _, ok := Page(category); !ok {
		return ""
	}
	return "https://github.com/streamvet/streamvet/blob/main/docs/checks/" + category + ".md"
}
