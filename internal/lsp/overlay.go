package lsp

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// overlays keeps the texts of files that are not saved, for the -overlay
// flag of the go command.
//
// With that flag, go vet's tool is given the file that has the text, and
// names that one in what it reports, and in facts that stay in the go
// command's cache for longer than this server runs. So the true name is
// part of the file's own: DIR/HASH-OF-TEXT/PATH-OF-FILE. The hash keeps
// apart what several servers have of one file.
type overlays struct {
	dir     string
	written map[string]bool // directories DIR/HASH
}

// writable makes a directory, and returns an error if nothing can be written there.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	probe, err := os.MkdirTemp(dir, "probe-")
	if err != nil {
		return err
	}
	return os.Remove(probe)
}

const hashLen = 24 // of HASH-OF-TEXT, in digits

func newOverlays() (*overlays, error) {
	o := &overlays{written: make(map[string]bool)}
	cache, err := os.UserCacheDir()
	if err == nil {
		o.dir = filepath.Join(cache, "streamvet", "overlay")
		err = writable(o.dir)
	}
	if err == nil {
		return o, nil
	}
	// In a directory that all users may write to, names must not be predictable.
	if o.dir, err = os.MkdirTemp("", "streamvet-overlay-"); err != nil {
		return nil, err
	}
	o.written[o.dir] = true
	return o, nil
}

// write writes the texts, by the absolute name of the file, and returns
// the name of the file to give to the go command: none if there are no
// texts.
func (o *overlays) write(texts map[string]string) (string, error) {
	if len(texts) == 0 {
		return "", nil
	}
	replace := make(map[string]string)
	for file, text := range texts {
		path := strings.TrimPrefix(withoutVolume(file), string(filepath.Separator))
		if !filepath.IsLocal(path) {
			return "", fmt.Errorf("%s is not the full name of a file", file)
		}
		actual := filepath.Join(o.mkdir(text), path)
		if err := writeFile(actual, text); err != nil {
			return "", err
		}
		replace[file] = actual
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(o.mkdir(string(list)), "overlay.json")
	return name, writeFile(name, string(list))
}

// mkdir returns the directory for a text, to be removed in the end.
func (o *overlays) mkdir(text string) string {
	sum := sha256.Sum256([]byte(text))
	dir := filepath.Join(o.dir, hex.EncodeToString(sum[:hashLen/2]))
	o.written[dir] = true
	return dir
}

func writeFile(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o600)
}

// trueName returns the name of the file that a file of some overlay
// stands for. Other names stay as they are.
func (o *overlays) trueName(file string) string {
	rest, ok := strings.CutPrefix(file, o.dir+string(filepath.Separator))
	if !ok {
		return file
	}
	_, path, ok := strings.Cut(rest, string(filepath.Separator))
	if !ok {
		return file
	}
	return withVolume(path)
}

// trueText returns a text that go vet printed in dir with the true names of the
// files of overlays. It names them in full or, where that is shorter, from dir;
// what this returns does as well.
func (o *overlays) trueText(text, dir string) string {
	prefixes := []string{o.dir}
	if rel, err := filepath.Rel(dir, o.dir); err == nil {
		prefixes = append(prefixes, rel)
	}
	for _, prefix := range prefixes {
		text = o.replaceNames(text, prefix+string(filepath.Separator), dir)
	}
	return text
}

// replaceNames replaces the names of overlays' files that begin with prefix, which
// stands for o.dir.
func (o *overlays) replaceNames(text, prefix, dir string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, prefix)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		hash, path, ok := strings.Cut(rest, string(filepath.Separator))
		if !ok || len(hash) != hashLen || strings.Trim(hash, "0123456789abcdef") != "" {
			b.WriteString(prefix)
			text = rest
			continue
		}
		// Where the name ends is not known, and of no interest.
		text = strings.TrimPrefix(withVolume(path), dir+string(filepath.Separator))
	}
}

// withoutVolume turns an absolute name into one that can be put behind
// another: C:\x becomes C\x.
func withoutVolume(file string) string {
	volume := filepath.VolumeName(file)
	return strings.TrimSuffix(volume, ":") + file[len(volume):]
}

func withVolume(path string) string {
	if filepath.Separator == '/' {
		return "/" + path
	}
	volume, rest, _ := strings.Cut(path, string(filepath.Separator))
	return volume + ":" + string(filepath.Separator) + rest
}

// remove removes all that was written.
func (o *overlays) remove() {
	for dir := range o.written {
		os.RemoveAll(dir) // it is in a cache: what can't be removed may stay
	}
}
