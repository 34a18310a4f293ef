package contract

import (
	"fmt"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// libraries is a module that requires the libraries about which there are rows.
var libraries = filepath.Join("testdata", "libraries")

// unreleased are the packages of rows that no module can require, with the reason.
var unreleased = map[string]string{
	"github.com/cockroachdb/cockroach/pkg/util/stop": "the module has no releases that the go command knows",
}

// load returns the types of grpc-go and of the packages that have rows, by import
// path.
var load = sync.OnceValues(func() (map[string]*types.Package, error) {
	download := exec.Command("go", "mod", "download")
	download.Dir = libraries
	if out, err := download.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go mod download in %s: %w\n%s", libraries, err, out)
	}
	names := map[string]bool{GRPCPath: true}
	for _, h := range requestHandlers {
		path, _, _ := strings.Cut(strings.TrimPrefix(h.doc, "https://pkg.go.dev/"), "#")
		names[path] = true
	}
	for name := range rows {
		if path := packageOf(name); unreleased[path] == "" {
			names[path] = true
		}
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedImports | packages.NeedTypes | packages.NeedTypesSizes,
		Dir:  libraries,
		Env:  append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod"),
	}, slices.Sorted(maps.Keys(names))...)
	if err != nil {
		return nil, err
	}
	out := map[string]*types.Package{}
	for _, p := range pkgs {
		for _, err := range p.Errors {
			return nil, err
		}
		out[p.PkgPath] = p.Types
	}
	return out, nil
})

func loaded(t *testing.T) map[string]*types.Package {
	t.Helper()
	pkgs, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

// functions returns the functions and methods of packages, by full name. Methods of
// types that aren't exported are those of the types that embed them.
func functions(pkgs map[string]*types.Package) map[string]*types.Func {
	out := map[string]*types.Func{}
	for _, pkg := range pkgs {
		for _, name := range pkg.Scope().Names() {
			switch obj := pkg.Scope().Lookup(name).(type) {
			case *types.Func:
				out[fullName(obj)] = obj
			case *types.TypeName:
				t := obj.Type()
				if !types.IsInterface(t) {
					t = types.NewPointer(t)
				}
				for sel := range types.NewMethodSet(t).Methods() {
					if f, ok := sel.Obj().(*types.Func); ok {
						out[fullName(f)] = f
					}
				}
			}
		}
	}
	return out
}

// Each row is about a function that is there, takes what the row says, and is
// documented where it says.
func TestRows(t *testing.T) {
	funcs := functions(loaded(t))
	for name, row := range rows {
		if !documented(name, row.Doc) {
			t.Errorf("%s is not documented at %q", name, row.Doc)
		}
		if row.Op == None {
			t.Errorf("%s: the row says nothing", name)
		}
		if row.Join != None && (row.Op != Spawn && row.Op != Actor || row.Join != Wait && row.Join != Stop) {
			t.Errorf("%s: Join is for what is spawned, and Wait or Stop", name)
		}
		if unreleased[packageOf(name)] != "" {
			continue
		}
		f := funcs[name]
		if f == nil {
			t.Errorf("%s does not exist", name)
			continue
		}
		if got := Lookup(f); got.Op != row.Op || got.Arg != row.Arg {
			t.Errorf("%s is looked up as %+v, want %+v", name, got, row)
		}
		if problem := argument(f.Signature(), row); problem != "" {
			t.Errorf("%s: %s", name, problem)
		}
		if row.Join == Wait && !slices.ContainsFunc(slices.Collect(maps.Keys(rows)), func(other string) bool {
			return rows[other].Op == Wait && receiver(other) == receiver(name)
		}) {
			t.Errorf("%s: nothing waits for what it starts", name)
		}
	}
}

// receiver returns the receiver's part of the full name of a method.
func receiver(name string) string { return name[:strings.LastIndexByte(name, '.')] }

// argument says what is wrong about the argument that a row names.
func argument(sig *types.Signature, row Row) string {
	if row.Arg < 0 {
		if sig.Recv() == nil {
			return "has no receiver"
		}
		return ""
	}
	var arg types.Type
	if row.Arg < sig.Params().Len() {
		arg = sig.Params().At(row.Arg).Type()
	}
	switch row.Op {
	case Spawn, Actor, Inline, Once, EachElem, EachOf, Memo, Subtest, Cleanup:
		if arg == nil {
			return "has no such argument"
		}
		if _, ok := arg.Underlying().(*types.Signature); !ok {
			return "the argument is no function"
		}
	case SetLimit:
		if arg == nil || !types.Identical(arg, types.Typ[types.Int]) {
			return "the argument is no number"
		}
	case SaveElem, SetKey, GetKey, Alias, SameError, WrapError, Hold:
		if arg == nil {
			return "has no such argument"
		}
	case NilError:
		if arg == nil || !isError(arg) {
			return "the argument is no error"
		}
	case CAS:
		if _, ok := arg.(*types.Pointer); !ok {
			return "the argument is no pointer"
		}
	case Lock, RLock, Unlock, RUnlock, Wait, Done:
		if sig.Recv() == nil {
			return "has no receiver"
		}
	}
	return ""
}

// documented reports whether a URL leads to the documentation of a function, or of
// the type whose method it is.
func documented(name, url string) bool {
	path, ok := strings.CutPrefix(url, "https://pkg.go.dev/")
	path, symbol, _ := strings.Cut(path, "#")
	rest, isMethod := strings.CutPrefix(name, "(")
	rest = strings.TrimPrefix(strings.Replace(rest, ")", "", 1), "*")
	rest, found := strings.CutPrefix(rest, path+".")
	rest = strings.Replace(rest, "common.", "T.", 1) // what testing.T and the others embed
	typeName, _, _ := strings.Cut(rest, ".")
	return ok && found && (symbol == rest || isMethod && symbol == typeName)
}

// What a row says of a type's method is only asked if the type is followed.
func TestHasRows(t *testing.T) {
	for name, row := range rows {
		switch receiver(name) {
		case "(*time.Timer)":
			continue // followed anyway, for its channel
		case "(*testing.T)", "(*testing.common)", "(testing.TB)":
			continue // followed anyway, for what a test has
		}
		if _, ok := wrappers[strings.Trim(receiver(name), "(*)")]; ok {
			continue
		}
		if strings.HasPrefix(name, "(") && row.Op.Acts() && row.Op != NoReturn && row.Op != NilError && !HasRows(packageOf(name)) {
			t.Errorf("%s has a row, and its package has none", name)
		}
	}
	for path, want := range map[string]bool{
		"sync": true, "example.com/x/vendor/golang.org/x/sync/errgroup": true,
		"fmt": false, "example.com/sync": false,
	} {
		if HasRows(path) != want {
			t.Errorf("HasRows(%s) is not %t", path, want)
		}
	}
}

// Each wrapper is a type that is there, has the methods that the table says, and is made by
// a function with a row.
func TestWrappers(t *testing.T) {
	pkgs := loaded(t)
	funcs := functions(pkgs)
	made := map[string]bool{}
	for name, row := range rows {
		if row.Op == Hold {
			result := funcs[name].Signature().Results().At(0).Type()
			made[strings.TrimPrefix(result.String(), "*")] = true
		}
	}
	for name, w := range wrappers {
		if !made[name] {
			t.Errorf("nothing makes a %s", name)
		}
		if !documented(name, w.doc) && !documented("("+name+")."+w.by[0], w.doc) {
			t.Errorf("%s is not documented at %q", name, w.doc)
		}
		for _, m := range w.by {
			f := funcs["(*"+name+")."+m]
			if f == nil {
				t.Errorf("%s has no method %s", name, m)
				continue
			}
			if got := Lookup(f); got.Op != Forward || got.Method != w.calls || got.Locked != w.locked {
				t.Errorf("%s.%s is looked up as %+v", name, m, got)
			}
		}
	}
	for name := range made {
		if wrappers[name].calls == "" {
			t.Errorf("%s is made, but no wrapper", name)
		}
	}
}

// A library that can be required now is to be required.
func TestUnreleased(t *testing.T) {
	for path := range unreleased {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(rows)), func(name string) bool { return packageOf(name) == path }) {
			t.Errorf("there is no row about %s", path)
		}
	}
}
