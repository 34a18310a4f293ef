package racecheck

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/streamvet/streamvet/difftest/interleave"
	"github.com/streamvet/streamvet/difftest/program"
	"github.com/streamvet/streamvet/difftest/source"
	"github.com/streamvet/streamvet/difftest/truth"
)

//go:embed testdata
var standIns embed.FS

// PathPrefix begins the import path of each generated package.
const PathPrefix = "streamvet.test/gen/"

// A Program is a program with its text and what is true about it.
type Program struct {
	Name   string // the last element of its import path
	Model  *program.Program
	Source *source.Source
	Truth  *truth.Result
}

// build writes the programs into a module in dir, and returns the binary that
// runs them. The module takes the requirements of the test module.
func build(ctx context.Context, dir, testModule string, programs []Program) (string, error) {
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(testModule, name))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return "", err
		}
	}
	if err := copyStandIns(dir); err != nil {
		return "", err
	}
	for _, p := range programs {
		for name, text := range p.Source.Files {
			if name == source.ServeFile {
				continue
			}
			// A file that has nothing to do with streams stays as it is.
			if strings.Contains(text, `/chatpb"`) {
				var err error
				if text, err = interleave.Insert(name, text, "chatpb.Yield()"); err != nil {
					return "", err
				}
			}
			if err := write(filepath.Join(dir, "gen", p.Name, filepath.FromSlash(name)), text); err != nil {
				return "", err
			}
		}
	}
	if err := write(filepath.Join(dir, "main.go"), mainFile(programs)); err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "programs")
	cmd := exec.CommandContext(ctx, "go", "build", "-race", "-o", binary, ".")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the programs: %w\n%s", err, out)
	}
	return binary, nil
}

func copyStandIns(dir string) error {
	return fs.WalkDir(standIns, "testdata", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := standIns.ReadFile(name)
		if err != nil {
			return err
		}
		rel := strings.TrimPrefix(name, "testdata/")
		return write(filepath.Join(dir, filepath.FromSlash(rel)), string(data))
	})
}

func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o666)
}

// mainFile returns the program that runs each of the programs by its name.
func mainFile(programs []Program) string {
	var imports, entries strings.Builder
	for _, p := range programs {
		fmt.Fprintf(&imports, "\t%q\n", path.Join(PathPrefix, p.Name))
		fmt.Fprintf(&entries, "\t\t%q: func(ctx context.Context) {\n%s\t\t},\n", p.Name, call(p))
	}
	return fmt.Sprintf(`package main

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/harness"
%s)

func main() {
	harness.Main(map[string]func(context.Context){
%s	})
}

var _ = chatpb.NewStream
`, imports.String(), entries.String())
}

// call returns the statements that run the program once.
func call(p Program) string {
	switch p.Model.Shape {
	case program.Session:
		methods := ""
		for _, e := range p.Model.Entries {
			if e.Starts() {
				methods += ", harness.Once(s." + e.Name + ")"
			} else {
				methods += ", s." + e.Name
			}
		}
		return fmt.Sprintf("\t\t\tif s, err := %s.New(ctx, chatpb.ChatClient{}); err == nil {\n\t\t\t\t_ = s\n\t\t\t\tharness.InTurn(%s)\n\t\t\t}\n", p.Name, strings.TrimPrefix(methods, ", "))
	case program.Server:
		text := fmt.Sprintf("\t\t\ts := %s.New()\n\t\t\tharness.AtOnce(\n", p.Name)
		for _, e := range p.Model.Entries {
			if e.Stream != nil {
				text += fmt.Sprintf("\t\t\t\tfunc() { s.%s(chatpb.NewStream()) },\n", e.Name)
			} else {
				text += fmt.Sprintf("\t\t\t\tfunc() { s.%s(ctx, &chatpb.Msg{}) },\n", e.Name)
			}
		}
		return text + "\t\t\t)\n"
	}
	args := "ctx, chatpb.ChatClient{}"
	names, flag := source.Takes(p.Model)
	if names {
		args += ", harness.Names()"
	}
	if flag {
		args += ", harness.Flag()"
	}
	return fmt.Sprintf("\t\t\t%s.Chat(%s)\n", p.Name, args)
}
