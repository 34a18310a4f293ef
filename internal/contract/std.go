package contract

import "strings"

// stdRoots are the first elements of the import paths of the standard library's packages
// (https://pkg.go.dev/std). Packages of users may have paths without a dot as well: those of
// a module called example, a file named on the command line, what nogo is given.
var stdRoots = map[string]bool{
	"archive": true, "arena": true, "bufio": true, "builtin": true, "bytes": true, "cmd": true, "cmp": true, "compress": true,
	"container": true, "context": true, "crypto": true, "database": true, "debug": true, "embed": true,
	"encoding": true, "errors": true, "expvar": true, "flag": true, "fmt": true, "go": true, "hash": true,
	"html": true, "image": true, "index": true, "internal": true, "io": true, "iter": true, "log": true,
	"maps": true, "math": true, "mime": true, "net": true, "os": true, "path": true, "plugin": true,
	"reflect": true, "regexp": true, "runtime": true, "simd": true, "slices": true, "sort": true, "strconv": true,
	"strings": true, "structs": true, "sync": true, "syscall": true, "testing": true, "text": true, "time": true,
	"unicode": true, "unique": true, "unsafe": true, "vendor": true, "weak": true,
}

// IsStd reports whether path is the import path of a package of the standard library. A
// module of users may be called like one of its packages, so a caller that knows the module
// says so.
func IsStd(path string, inModule bool) bool {
	if inModule {
		return false
	}
	first, _, _ := strings.Cut(path, "/")
	return stdRoots[first]
}

// Fails reports whether a call of the function with the given full name says that something is wrong: it
// makes an error, or answers a request with one.
func Fails(name string) bool {
	switch name {
	case "errors.New", "fmt.Errorf", "net/http.Error", "net/http.NotFound", "github.com/pkg/errors.New", "github.com/pkg/errors.Errorf",
		"google.golang.org/grpc/status.Error", "google.golang.org/grpc/status.Errorf", "google.golang.org/grpc/status.New":
		return true
	}
	return false
}

// EndsProcess reports whether the function of the standard library with the given full name ends
// the process (https://pkg.go.dev/os#Exit).
func EndsProcess(name string) bool {
	switch name {
	case "os.Exit", "syscall.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln", "(*log.Logger).Fatal", "(*log.Logger).Fatalf", "(*log.Logger).Fatalln":
		return true
	}
	return false
}
