package main

import (
	"context"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"

	"github.com/streamvet/streamvet/internal/changes"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

// checkRevision reports whether git knows what has changed since a revision.
func checkRevision(ctx context.Context, line *commandLine, revision string) error {
	_, err := changesSince(ctx, line, revision)
	return err
}

func changesSince(ctx context.Context, line *commandLine, revision string) (*changes.Set, error) {
	set, err := changes.Since(ctx, line.dir, revision)
	if err != nil {
		return nil, fmt.Errorf("flag -new-from-rev: %w", err)
	}
	return set, nil
}

// useRevision keeps only findings that have a place in code that has changed since a revision.
func useRevision(ctx context.Context, s *survey, revision string) error {
	set, err := changesSince(ctx, s.line, revision)
	if err != nil {
		return err
	}
	found := len(s.result.Findings)
	s.result.Findings = slices.DeleteFunc(s.result.Findings, func(f govet.Finding) bool { return !touches(set, f) })
	s.result.Unchanged += found - len(s.result.Findings)
	return nil
}

// touches reports whether a place of a finding has changed.
func touches(set *changes.Set, f govet.Finding) bool {
	has := func(pos, end token.Position) bool {
		last := pos.Line
		if end.Filename == pos.Filename {
			last = max(last, end.Line)
		}
		return set.Has(pos.Filename, pos.Line, last)
	}
	changed := has(f.Pos, f.End) || slices.ContainsFunc(f.Related, func(r govet.Related) bool { return has(r.Pos, r.End) })
	if f.Story != nil {
		f.Story.Places(func(p story.Place) {
			changed = changed || p.IsValid() && filepath.IsAbs(p.File) && set.Has(p.File, p.Line, max(p.Line, p.EndLine))
		})
	}
	return changed
}
