// Package config reads the file in which a project writes down how streamvet is
// to look at it, so that the command, editors and golangci-lint do the same:
//
//	{
//		"baseline": "streamvet-baseline.txt",
//		"tests": false
//	}
//
// The file is named .streamvet.json. That of a package is the one in the
// directory of its module or, if there is none, the nearest above, up to the
// root of the repository: one may serve all modules.
//
// It is part of the code that is looked at, which is not trusted: it is a
// regular file of moderate size, and so is what it names, in its directory or
// below.
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/modtree"
	"github.com/streamvet/streamvet/internal/severity"
)

// Name is the name of the file.
const Name = ".streamvet.json"

// Flag is the name of the analyzer's flag that makes it read the file. It is
// none that the file may set.
const Flag = "config"

// IsKey reports whether a flag of the analyzer is one that the file may set: not
// the one above, nor a question that somebody asks.
func IsKey(flag string) bool { return flag != Flag && flag != "why" }

// maxSize is more than anyone writes into such a file.
const maxSize = 1 << 20

// A Config is what a file says.
type Config struct {
	File     string            // its name
	Baseline string            // the name of the baseline, "" if there is none
	Flags    map[string]string // values of flags of the analyzer, by name
	Severity severity.Scale    // nil if nothing is said about it
}

// Find returns the name of the file for the packages in a directory, or "".
func Find(dir string) string {
	start := modtree.ModuleOf(dir)
	if start == "" {
		start = dir
	}
	for root := modtree.Root(start); ; start = filepath.Dir(start) {
		file := filepath.Join(start, Name)
		if _, err := os.Lstat(file); err == nil {
			return file
		}
		if start == root || !modtree.Below(root, start) {
			return ""
		}
	}
}

// Read reads a file, whose keys are "baseline", "severity" and the names of flags. A key
// "$schema" is for editors.
func Read(file string, flags *flag.FlagSet) (*Config, error) {
	text, err := readFile(file)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var values map[string]any
	if err := dec.Decode(&values); err != nil {
		return nil, fmt.Errorf("%s: %w", file, place(text, err))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: there is more than one object", file)
	}
	c := &Config{File: file, Flags: make(map[string]string)}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if err := c.set(key, values[key], flags); err != nil {
			return nil, fmt.Errorf("%s: key %q: %w", file, key, err)
		}
	}
	return c, nil
}

// set sets what a key is about.
func (c *Config) set(key string, value any, flags *flag.FlagSet) error {
	switch key {
	case "$schema":
		return nil
	case "baseline":
		name, ok := value.(string)
		if !ok || !filepath.IsLocal(filepath.FromSlash(name)) {
			return errors.New("want the name of a file in this directory or below")
		}
		dir, name := filepath.Dir(c.File), filepath.FromSlash(name)
		c.Baseline = filepath.Join(dir, name)
		return checkFile(dir, name)
	}
	if key == "severity" {
		return c.setSeverity(value)
	}
	f := flags.Lookup(key)
	if f == nil || !IsKey(key) {
		return fmt.Errorf("it is unknown; there are %s", keys(flags))
	}
	text, err := flagValue(f, value)
	if err == nil {
		err = Check(f, text)
	}
	if err != nil {
		return err
	}
	c.Flags[key] = text
	return nil
}

// setSeverity sets levels of severity, by confidence.
func (c *Config) setSeverity(value any) error {
	levels, ok := value.(map[string]any)
	if !ok {
		return errors.New("want an object with a level for each confidence")
	}
	c.Severity = make(severity.Scale)
	for _, confidence := range slices.Sorted(maps.Keys(levels)) {
		level, ok := levels[confidence].(string)
		if !ok {
			return fmt.Errorf("the level for %q is not a text", confidence)
		}
		if err := c.Severity.Set(confidence, level); err != nil {
			return err
		}
	}
	return nil
}

// Check returns an error if a flag can't have a value. It doesn't set the flag.
func Check(f *flag.Flag, value string) error {
	fresh, ok := reflect.TypeAssert[flag.Value](reflect.New(reflect.TypeOf(f.Value).Elem()))
	if !ok {
		return nil
	}
	return fresh.Set(value)
}

// flagValue returns the value of a key as that of a flag.
func flagValue(f *flag.Flag, value any) (string, error) {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	isBool := ok && b.IsBoolFlag()
	switch v := value.(type) {
	case bool:
		if isBool {
			return strconv.FormatBool(v), nil
		}
	case string:
		if !isBool {
			return v, nil
		}
	case json.Number:
		if !isBool {
			return v.String(), nil
		}
	}
	if isBool {
		return "", errors.New("want true or false")
	}
	return "", errors.New("want a text or a number")
}

func keys(flags *flag.FlagSet) string {
	list := []string{"baseline", "severity"}
	flags.VisitAll(func(f *flag.Flag) {
		if IsKey(f.Name) {
			list = append(list, f.Name)
		}
	})
	return strings.Join(list, ", ")
}

// place adds a line to an error of syntax.
func place(text []byte, err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		line := 1 + bytes.Count(text[:min(int(e.Offset), len(text))], []byte("\n"))
		return fmt.Errorf("line %d: %w", line, err)
	}
	if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return errors.New("want an object")
	}
	return err
}

// readFile reads a file that is safe to read.
func readFile(file string) ([]byte, error) {
	if err := checkFile(filepath.Dir(file), filepath.Base(file)); err != nil {
		return nil, err
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	text, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err == nil && len(text) > maxSize {
		err = fmt.Errorf("%s is too large", file)
	}
	return text, err
}

// checkFile returns an error if a file in dir or below is none that is safe to
// open: symbolic links may lead anywhere.
func checkFile(dir, name string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() // nothing was written
	info, err := root.Lstat(name)
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w", filepath.Join(dir, name), path.Err)
	}
	if err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", filepath.Join(dir, name))
	}
	return err
}
