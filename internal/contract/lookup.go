package contract

import (
	"go/types"
	"strings"
)

// Lookup returns what is known about calls of f, or the zero Row.
func Lookup(f *types.Func) Row {
	if f == nil {
		return Row{}
	}
	f = f.Origin()
	if op, ok := lockMethods[f.Name()]; ok {
		if row, ok := lockRow(f, op); ok {
			return row
		}
	}
	if f.Pkg() == nil || !rowPackages[vendorless(f.Pkg().Path())] {
		return Row{} // as of most functions; a full name takes time to make
	}
	if row, ok := rows[fullName(f)]; ok {
		return row
	}
	return forward(f)
}

// rowPackages has the packages with functions of which rows or wrappers tell.
var rowPackages = func() map[string]bool {
	out := map[string]bool{}
	for name := range rows {
		out[packageOf(name)] = true
	}
	for name := range wrappers {
		out[packageOf(name)] = true
	}
	return out
}()

// packageOf returns the import path in the full name of a function or a type.
func packageOf(name string) string {
	name = strings.TrimLeft(name, "(*")
	i := strings.LastIndexByte(name, '/') + 1
	last := name[i:]
	n := strings.IndexByte(last+".", '.')
	if strings.HasPrefix(last, "tomb.v2.") { // gopkg.in puts versions there
		n = len("tomb.v2")
	}
	return name[:i+n]
}

// fullName is f.FullName without type parameters and vendor prefixes.
func fullName(f *types.Func) string {
	name := f.FullName()
	if i := strings.IndexByte(name, '['); i >= 0 {
		if j := strings.LastIndexByte(name, ']'); j > i {
			name = name[:i] + name[j+1:]
		}
	}
	if i := strings.LastIndex(name, "/vendor/"); i >= 0 {
		prefix := name[:len(name)-len(strings.TrimLeft(name, "(*"))]
		name = prefix + name[i+len("/vendor/"):]
	}
	return name
}

// lockRow recognizes the methods of sync.Locker on any type that has both, so
// that a project's own mutex types count as locks.
func lockRow(f *types.Func, op Op) (Row, bool) {
	sig := f.Signature()
	if sig.Recv() == nil || sig.Params().Len() != 0 {
		return Row{}, false
	}
	try := op == TryLock || op == TryRLock
	if try != (sig.Results().Len() == 1) || !try && sig.Results().Len() != 0 {
		return Row{}, false
	}
	t := sig.Recv().Type()
	if method(t, "Lock") == nil || method(t, "Unlock") == nil {
		return Row{}, false
	}
	return Row{Op: op, Doc: syncDoc + "#Locker"}, true
}

// HasRows reports whether something is known about the types of the package with
// the given import path: a lock, a wait group, a pool.
func HasRows(path string) bool {
	switch path {
	case "sync", "sync/atomic", "container/list", "context", "os/exec":
		return true
	}
	path = vendorless(path)
	for _, prefix := range [...]string{
		"golang.org/x/sync", "github.com/sourcegraph/conc", "github.com/oklog/run", "gopkg.in/tomb.v2",
		"github.com/panjf2000/ants", "github.com/alitto/pond", "github.com/gammazero/workerpool", "k8s.io/apimachinery/pkg/util/wait",
		"github.com/cockroachdb/cockroach/pkg/util/stop", "github.com/edwarnicke/serialize",
	} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}
