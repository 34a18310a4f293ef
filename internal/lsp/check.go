package lsp

import (
	"context"
	"errors"
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
	args      []string
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
	unsaved := make(map[string]string)
	for name, doc := range s.docs {
		j.docs[name] = *doc
		if doc.unsaved {
			unsaved[name] = doc.text
		}
		if s.inWorkspace(name) && moduleOf(name) == j.module {
			rel, err := filepath.Rel(j.module, filepath.Dir(name))
			if err != nil {
				return err
			}
			packages["./"+filepath.ToSlash(rel)] = true
		}
	}
	overlay, err := s.overlays.write(unsaved)
	if err != nil {
		return err
	}
	j.args = slices.Clone(s.flags)
	if overlay != "" {
		j.args = append(j.args, "-overlay="+overlay)
	}
	j.args = append(j.args, slices.Sorted(maps.Keys(packages))...)
	j.converter = &converter{overlays: s.overlays, module: j.module, utf8: s.utf8, unsaved: unsaved, source: make(map[string][]string)}

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
	res, scale, err := s.run(ctx, j.module, j.args...)

	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return
	}
	var failure *govet.Failure
	switch {
	case errors.As(err, &failure):
		// Packages that don't build, mostly: gopls tells about those.
		s.tell("window/logMessage", messageParams{typeLog, s.overlays.trueText(failure.Error(), j.module)})
	case err != nil:
		s.tell("window/showMessage", messageParams{typeError, "streamvet: " + s.overlays.trueText(err.Error(), j.module)})
		return
	}
	for _, e := range res.Errors {
		s.tell("window/logMessage", messageParams{typeLog, s.overlays.trueText(e.Error(), j.module)})
	}
	j.converter.severity = scale
	s.publish(j, res.Findings, failure == nil && len(res.Errors) == 0)
}

// publish publishes findings, by file. If they are all there are, it also
// clears what was published before. The caller holds s.mu.
func (s *server) publish(j *job, findings []govet.Finding, all bool) {
	byFile := make(map[string][]shown)
	if all {
		for file := range j.published {
			byFile[file] = nil
		}
		for file := range j.docs {
			if moduleOf(file) == j.module {
				byFile[file] = nil
			}
		}
	}
	for _, f := range findings {
		file := s.overlays.trueName(f.Pos.Filename)
		s.lastShown++
		byFile[file] = append(byFile[file], shown{s.lastShown, f, j.converter.diagnostic(&f), j.converter.line(f.Pos), j})
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		params := publishParams{URI: toURI(file), Diagnostics: []diagnostic{}}
		for _, f := range byFile[file] {
			params.Diagnostics = append(params.Diagnostics, f.diagnostic)
		}
		if doc, ok := j.docs[file]; ok {
			params.URI, params.Version = doc.uri, doc.version
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
