package sarif

import (
	"bytes"
	"fmt"
	"go/token"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/source"
	"github.com/streamvet/streamvet/internal/story"
)

// places turns positions into locations. It remembers the text of files,
// since SARIF counts columns in characters and Go in bytes.
type places struct {
	root  string
	files map[string][][]byte // lines
}

func newPlaces(root string) *places {
	return &places{root: root, files: make(map[string][][]byte)}
}

// at returns the location from one position to another. Unless both have
// a line and a column in one file, only what is known of the first counts.
func (p *places) at(pos, end token.Position) physicalLocation {
	loc := physicalLocation{ArtifactLocation: p.artifact(pos.Filename)}
	if pos.Line < 1 {
		return loc
	}
	loc.Region = &region{StartLine: pos.Line}
	// What is known from export data has no column: 1 stands for it.
	if pos.Column < 1 || pos.Column == 1 && end == pos {
		return loc
	}
	loc.Region.StartColumn = p.column(pos)
	if end.Filename == pos.Filename && end.Column > 0 &&
		(end.Line > pos.Line || end.Line == pos.Line && end.Column > pos.Column) {
		loc.Region.EndLine = end.Line
		loc.Region.EndColumn = p.column(end)
	}
	return loc
}

// location returns the location of a place with its message.
func (p *places) location(rel govet.Related) location {
	return location{PhysicalLocation: new(p.at(rel.Pos, rel.End)), Message: &message{Text: rel.Message}}
}

// note returns the location of a part of a story. If there is no file to look
// at, the message says where it is.
func (p *places) note(place story.Place, text string) location {
	if !place.IsValid() || !filepath.IsAbs(place.File) {
		if place.IsValid() {
			text = fmt.Sprintf("%s (%s:%d)", text, place.File, place.Line)
		}
		return location{Message: &message{Text: text}}
	}
	pos := token.Position{Filename: place.File, Line: place.Line, Column: place.Col}
	end := pos
	if place.EndLine > 0 {
		end.Line, end.Column = place.EndLine, place.EndCol
	}
	return location{PhysicalLocation: new(p.at(pos, end)), Message: &message{Text: text}}
}

// name returns the name of a file in texts: its path from the root.
func (p *places) name(file string) string {
	if p.root != "" {
		if rel, err := filepath.Rel(p.root, file); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return file
}

// artifact names a file by its path from the root, or by its full path
// if it is elsewhere.
func (p *places) artifact(file string) artifactLocation {
	if p.root != "" {
		rel, err := filepath.Rel(p.root, file)
		if err == nil && filepath.IsLocal(rel) {
			return artifactLocation{URI: (&url.URL{Path: filepath.ToSlash(rel)}).String(), URIBaseID: baseID}
		}
	}
	path := filepath.ToSlash(file)
	if !filepath.IsAbs(file) {
		return artifactLocation{URI: (&url.URL{Path: path}).String()}
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/...
	}
	return artifactLocation{URI: (&url.URL{Scheme: "file", Path: path}).String()}
}

// column returns the column of a position in characters. If the file
// can't be read, it takes each byte for one.
func (p *places) column(pos token.Position) int {
	lines, ok := p.files[pos.Filename]
	if !ok {
		if text, err := source.Read(pos.Filename); err == nil {
			lines = bytes.Split(text, []byte("\n"))
		}
		p.files[pos.Filename] = lines
	}
	if pos.Line > len(lines) || pos.Column > len(lines[pos.Line-1])+1 {
		return pos.Column
	}
	return utf8.RuneCount(lines[pos.Line-1][:pos.Column-1]) + 1
}
