package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/difftest/program"
)

// A Source is a program in Go.
type Source struct {
	Files map[string]string // by their path below the package's folder
	lines places
	under map[int][]int // the statements around one, by their IDs
}

// places are lines by the IDs of statements: the statement's own, and those in
// helpers that it calls.
type places struct{ own, helpers map[int][]Line }

// A Line is a place in a Source.
type Line struct {
	File string
	Line int
}

// Lines returns where the statement with the given ID is.
func (s *Source) Lines(id int) []Line { return s.lines.own[id] }

// Helpers returns where the helper that the statement calls does what it is
// called for.
func (s *Source) Helpers(id int) []Line { return s.lines.helpers[id] }

// Around returns where the statements are that the given one is in the bodies
// of. These include the calls and goroutines that lead to it.
func (s *Source) Around(id int) []Line {
	var out []Line
	for _, outer := range s.under[id] {
		out = append(out, s.lines.own[outer]...)
	}
	return out
}

const (
	chatFile = "chat.go"
	libFile  = "lib/lib.go"
	chatpb   = "streamvet.test/chatpb"
)

// ServeFile is the file that registers a server, and that nothing else needs.
const ServeFile = "serve.go"

// Write writes p as the package with the given path.
func Write(p *program.Program, path string) *Source {
	r := &renderer{
		p:        p,
		path:     path,
		assigned: make(map[*program.Var]bool),
		lines:    places{make(map[int][]Line), make(map[int][]Line)},
	}
	for s := range p.All() {
		if v := s.Assigns(); v != nil {
			r.assigned[v] = true
		}
	}
	r.chat = newFile(r, chatFile, path[strings.LastIndex(path, "/")+1:])
	r.lib = newFile(r, libFile, "lib")
	switch p.Shape {
	case program.Function:
		r.function()
	case program.Session:
		r.session()
	case program.Server:
		r.server()
	}
	r.structs()
	out := &Source{Files: make(map[string]string), lines: r.lines, under: make(map[int][]int)}
	out.Files[chatFile] = r.chat.text()
	if len(r.lib.decls) > 0 {
		out.Files[libFile] = r.lib.text()
	}
	if p.Shape == program.Server {
		out.Files[ServeFile] = fmt.Sprintf(serve, r.chat.name)
	}
	surround(out.under, nil, p.Body)
	for _, e := range p.Entries {
		surround(out.under, nil, e.Body)
	}
	return out
}

const serve = `package %s

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func Serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, New())
	return g
}
`

func surround(under map[int][]int, outer []int, list []*program.Stmt) {
	for _, s := range list {
		under[s.ID] = outer
		inner := append(slices.Clip(outer), s.ID)
		surround(under, inner, s.Body)
		surround(under, inner, s.Else)
	}
}

// A renderer holds what the files of a package share.
type renderer struct {
	p         *program.Program
	path      string
	assigned  map[*program.Var]bool // those that don't keep the stream they begin with
	chat, lib *file
	lines     places
}

// A file is a file that is being written: its declarations, and what they need.
type file struct {
	r       *renderer
	path    string
	name    string // of the package
	imports map[string]bool
	decls   []*decl
	helpers map[string]*decl
}

func newFile(r *renderer, path, name string) *file {
	return &file{r: r, path: path, name: name, imports: make(map[string]bool), helpers: make(map[string]*decl)}
}

// A decl is a declaration. Its marks say which of its lines belong to which
// statement.
type decl struct {
	lines []string
	marks []mark
}

type mark struct {
	id     int // of the statement
	line   int // in the declaration, from zero
	helper bool
}

func (f *file) add() *decl {
	d := &decl{}
	f.decls = append(f.decls, d)
	return d
}

// helper adds a declaration of which one is enough. It is called by the
// statement with the given ID, on behalf of which the line with call counts.
func (f *file) helper(id int, call, text string, imports ...string) {
	d := f.helpers[text]
	if d == nil {
		d = f.add()
		d.lines = strings.Split(text, "\n")
		f.helpers[text] = d
		for _, i := range imports {
			f.imports[i] = true
		}
	}
	for i, line := range d.lines {
		if call != "" && strings.Contains(line, call) {
			d.marks = append(d.marks, mark{id, i, true})
		}
	}
}

// text returns the file, and notes in the renderer where its statements are.
func (f *file) text() string {
	lines := []string{"package " + f.name, ""}
	if len(f.imports) > 0 {
		lines = append(lines, "import (")
		lines = append(lines, f.importLines()...)
		lines = append(lines, ")", "")
	}
	for i, d := range f.decls {
		if i > 0 {
			lines = append(lines, "")
		}
		for _, m := range d.marks {
			to := f.r.lines.own
			if m.helper {
				to = f.r.lines.helpers
			}
			to[m.id] = append(to[m.id], Line{f.path, len(lines) + m.line + 1})
		}
		lines = append(lines, d.lines...)
	}
	return strings.Join(lines, "\n") + "\n"
}

// importLines returns the imports, the standard library's first.
func (f *file) importLines() []string {
	var std, other []string
	for path := range f.imports {
		line := fmt.Sprintf("\t%q", path)
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
			other = append(other, line)
		} else {
			std = append(std, line)
		}
	}
	slices.Sort(std)
	slices.Sort(other)
	if len(std) > 0 && len(other) > 0 {
		std = append(std, "")
	}
	return append(std, other...)
}
