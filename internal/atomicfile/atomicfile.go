// Package atomicfile writes files as a whole or not at all.
//
// A file that is to be replaced stays as it is until the new one is complete:
// half a baseline, or an empty log, would be taken for what was found. The
// place where it is written may be in a repository that is not trusted, so that
// a symbolic link there is not followed to a file somewhere else.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// Write makes data the content of the named file. If it fails, the old content is still there. A
// pipe or a terminal is written to directly.
func Write(name string, data []byte) error {
	mode, err := target(name)
	switch {
	case err != nil:
		return err
	case mode.Type() != 0:
		return writeTo(name, data)
	}
	f, err := create(filepath.Dir(name))
	if err != nil {
		// Under the name that the user knows.
		if path := new(fs.PathError); errors.As(err, &path) {
			err = &fs.PathError{Op: "create", Path: name, Err: path.Err}
		}
		return err
	}
	defer os.Remove(f.Name()) // fails once it has been renamed
	_, err = f.Write(data)
	if mode != 0 {
		err = errors.Join(err, f.Chmod(mode.Perm()))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// target returns the mode of the file with a name: 0 if there is none, and an error if it can't be
// written to.
func target(name string) (fs.FileMode, error) {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case err != nil:
		return 0, err
	case info.Mode().IsRegular() || isStream(info.Mode()):
		return info.Mode(), nil
	case info.IsDir():
		return 0, fmt.Errorf("%s is a directory", name)
	case info.Mode()&fs.ModeSymlink == 0:
		return 0, fmt.Errorf("%s is not a regular file", name)
	}
	// The shell's >(command) is such a link.
	if to, err := os.Stat(name); err == nil && to.Mode()&fs.ModeNamedPipe != 0 {
		return to.Mode(), nil
	}
	return 0, fmt.Errorf("%s is a symbolic link, which is not followed", name)
}

// isStream reports whether a file keeps nothing that could be lost.
func isStream(mode fs.FileMode) bool {
	return mode&(fs.ModeNamedPipe|fs.ModeCharDevice) != 0
}

func writeTo(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// create creates a file of a new name in a directory, with the permissions that
// the user's files have.
func create(dir string) (*os.File, error) {
	for {
		name := filepath.Join(dir, fmt.Sprintf(".streamvet-%08x.tmp", rand.Uint32()))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}
