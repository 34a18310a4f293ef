package lsp

import (
	"errors"
	"go/token"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/source"
)

// A converter turns findings into diagnostics, as of one moment: it knows
// the texts that were analyzed.
type converter struct {
	*names
	utf8     bool // columns count bytes
	severity severity.Scale
	unsaved  map[string]string   // text by file
	source   map[string][]string // lines by file, as far as they were needed
}

// severities are those of the protocol.
var severities = map[severity.Level]int{severity.Error: 1, severity.Warning: 2, severity.Note: 3}

func (c *converter) diagnostic(f *govet.Finding) diagnostic {
	d := diagnostic{
		Range:    c.span(f.Pos, f.End),
		Severity: severities[c.severity.Of(f)],
		Code:     f.Category,
		Source:   "streamvet",
		Message:  c.text(f.Message),
	}
	href := checks.URL(f.Category)
	if f.Category == directive.Category {
		href = directive.URL
	}
	if href != "" {
		d.CodeDescription = &codeDescription{href}
	}
	for _, rel := range f.Related {
		d.RelatedInformation = append(d.RelatedInformation, relatedPlace{
			Location: location{c.uri(c.file(rel.Pos.Filename)), c.span(rel.Pos, rel.End)},
			Message:  c.text(rel.Message),
		})
	}
	if f.Story == nil {
		return d
	}
	for _, n := range f.Story.Remarks() {
		if !n.Place.IsValid() || !filepath.IsAbs(n.Place.File) {
			continue // there is nothing to show
		}
		pos := token.Position{Filename: n.Place.File, Line: n.Place.Line, Column: n.Place.Col}
		end := token.Position{Filename: n.Place.File, Line: n.Place.EndLine, Column: n.Place.EndCol}
		d.RelatedInformation = append(d.RelatedInformation, relatedPlace{
			Location: location{c.uri(c.file(pos.Filename)), c.span(pos, end)},
			Message:  c.text(n.Text),
		})
	}
	return d
}

// span returns the part of a file from one position to another. If the
// end is not known, it is the rest of the line.
func (c *converter) span(pos, end token.Position) span {
	start := c.place(pos)
	if end.Filename != pos.Filename || end.Line < pos.Line || end.Line == pos.Line && end.Column <= pos.Column {
		line := c.line(pos)
		return span{start, place{start.Line, c.width(strings.TrimRight(line, " \t\r"))}}
	}
	return span{start, c.place(end)}
}

func (c *converter) place(pos token.Position) place {
	if pos.Line < 1 {
		return place{}
	}
	line := c.line(pos)
	return place{pos.Line - 1, c.width(line[:min(max(pos.Column-1, 0), len(line))])}
}

// width counts the characters of a text as the editor does.
func (c *converter) width(s string) int {
	if c.utf8 {
		return len(s)
	}
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		n += utf16.RuneLen(r) // 1 for what is no UTF-8
		s = s[size:]
	}
	return n
}

// line returns the text of a line, or nothing if the file can't be read.
func (c *converter) line(pos token.Position) string {
	file := c.file(pos.Filename)
	lines, ok := c.source[file]
	if !ok {
		text, ok := c.unsaved[file]
		if !ok {
			if data, err := source.Read(file); err == nil {
				text = string(data)
			}
		}
		lines = strings.Split(text, "\n")
		c.source[file] = lines
	}
	if pos.Line > len(lines) {
		return ""
	}
	return lines[pos.Line-1]
}

// toURI returns the URI of a file.
func toURI(file string) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/...
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// fromURI returns the file that a URI names, by its full name without "..".
func fromURI(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return "", err
	}
	if u.Scheme != "file" || u.Host != "" && u.Host != "localhost" {
		return "", errors.New("not a file: " + uri)
	}
	path := u.Path
	if len(path) > 2 && path[0] == '/' && path[2] == ':' {
		path = path[1:] // C:/...
	}
	file := filepath.Clean(filepath.FromSlash(path))
	if !filepath.IsAbs(file) || strings.ContainsRune(file, 0) {
		return "", errors.New("not the full name of a file: " + uri)
	}
	return file, nil
}
