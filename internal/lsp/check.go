package lsp

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/streamvet/streamvet/internal/govet"
)

// A job is the check of a module that is running or ran last. All its
// fields but the last belong to that check alone.
type job struct {
	token     string
	module    string
	flags     []string
	packages  []string
	docs      map[string]document // as they were
	converter *converter
	cancel    context.CancelFunc

	published map[string][]shown // what the editor shows, by file; guarded by server.mu
}

// check starts a check of the module that a file is in. One that is
// running gives way: it knows less.
func (s *server) check(file string) error {
	if !s.inWorkspace(file) {
		return nil
	}
	ctx, cancel := context.WithCancel(s.ctx)
	j := &job{
		module:    moduleOf(file),
		docs:      make(map[string]document),
		cancel:    cancel,
		published: make(map[string][]shown),
	}
	packages := make(map[string]bool)
	unsaved := make(map[string]string) // by the editor's names
	texts := make(map[string]string)   // the same by the go command's
	names := newNames(s.overlays, j.module)
	for name, doc := range s.docs {
		j.docs[name] = *doc
		names.add(name, doc.uri)
		if doc.unsaved {
			unsaved[name] = doc.text
			texts[realName(name)] = doc.text
		}
		if s.inWorkspace(name) && moduleOf(name) == j.module {
			rel, err := filepath.Rel(j.module, filepath.Dir(name))
			if err != nil {
				return err
			}
			packages["./"+filepath.ToSlash(rel)] = true
		}
	}
	overlay, err := s.overlays.write(texts)
	if err != nil {
		return err
	}
	j.flags = slices.Clone(s.flags)
	if overlay != "" {
		j.flags = append(j.flags, "-overlay="+overlay)
	}
	j.packages = slices.Sorted(maps.Keys(packages))
	j.converter = &converter{names: names, utf8: s.utf8, unsaved: unsaved, source: make(map[string][]string)}

	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastJob++
	j.token = "streamvet-" + strconv.Itoa(s.lastJob)
	if before := s.jobs[j.module]; before != nil {
		before.cancel()
		j.published = before.published
	}
	s.jobs[j.module] = j
	s.running.Go(func() {
		defer cancel()
		s.work(ctx, j)
	})
	return nil
}

// tell notifies the editor. There is nothing to be done about one that
// doesn't listen: the goroutine that reads will end soon then.
func (s *server) tell(method string, params any) {
	_ = s.conn.notify(method, params)
}

// work carries out a job.
func (s *server) work(ctx context.Context, j *job) {
	if s.progress && s.conn.call(ctx, "window/workDoneProgress/create", tokenParams{j.token}) == nil {
		s.tell("$/progress", progressParams{j.token, progressValue{
			Kind: "begin", Title: "streamvet", Message: "checking " + filepath.Base(j.module), Cancellable: true,
		}})
		defer s.tell("$/progress", progressParams{j.token, progressValue{Kind: "end"}})
	}
	res, scale, err := s.run(ctx, j.module, j.flags, j.packages)

	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		s.tell("window/showMessage", messageParams{typeError, "streamvet: " + j.converter.text(err.Error())})
		return
	}
	// Packages that don't build, mostly: gopls tells about those.
	for _, u := range res.Unanalyzed {
		s.tell("window/logMessage", messageParams{typeLog, fmt.Sprintf("%s: %s: %s", u.Name(), u.Reason, j.converter.text(u.Text))})
	}
	j.converter.severity = scale
	s.publish(j, res)
}

// publish publishes what was found, by file, and clears what was published
// before about packages that were analyzed again. The caller holds s.mu.
func (s *server) publish(j *job, res *govet.Result) {
	unknown := make(map[string]bool) // directories about which nothing is known
	for _, u := range res.Unanalyzed {
		dir := u.Dir
		if dir != "" { // else it may be any
			dir = j.converter.file(dir)
		}
		unknown[dir] = true
	}
	byFile := make(map[string][]shown)
	for file := range j.published {
		byFile[file] = nil
	}
	for file := range j.docs {
		if moduleOf(file) == j.module {
			byFile[file] = nil
		}
	}
	maps.DeleteFunc(byFile, func(file string, _ []shown) bool { return unknown[""] || unknown[filepath.Dir(file)] })
	for _, f := range res.Findings {
		file := j.converter.file(f.Pos.Filename)
		s.lastShown++
		byFile[file] = append(byFile[file], shown{s.lastShown, f, j.converter.diagnostic(&f), j.converter.line(f.Pos), j})
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		params := publishParams{URI: j.converter.uri(file), Diagnostics: []diagnostic{}}
		for _, f := range byFile[file] {
			params.Diagnostics = append(params.Diagnostics, f.diagnostic)
		}
		if doc, ok := j.docs[file]; ok {
			params.Version = doc.version
		}
		s.tell("textDocument/publishDiagnostics", params)
		if len(byFile[file]) > 0 {
			j.published[file] = byFile[file]
		} else {
			delete(j.published, file)
		}
	}
}

// clear takes back the diagnostics of a file that was closed.
func (s *server) clear(file, uri string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	j := s.jobs[moduleOf(file)]
	if j == nil || j.published[file] == nil {
		return nil
	}
	delete(j.published, file)
	return s.conn.notify("textDocument/publishDiagnostics", publishParams{URI: uri, Diagnostics: []diagnostic{}})
}

// cancel ends the check that the editor shows under this token.
func (s *server) cancel(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.jobs {
		if j.token == token {
			j.cancel()
		}
	}
}
