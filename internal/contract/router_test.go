package contract

import (
	"go/types"
	"slices"
	"strings"
	"testing"
)

// What rows of the table of routers name is there.
func TestRouters(t *testing.T) {
	pkgs := loaded(t)
	for _, r := range routers {
		path, _, _ := strings.Cut(strings.TrimPrefix(r.Doc, "https://pkg.go.dev/"), "#")
		pkg := pkgs[path]
		if pkg == nil || RouterOf(path) != r {
			t.Errorf("%s: the package is not there", path)
			continue
		}
		names := exported(pkg)
		for _, name := range slices.Concat(r.Serves, r.Closes) {
			if !slices.Contains(names, name) {
				t.Errorf("%s has nothing called %s", path, name)
			}
		}
		if r.Next != "" && !slices.Contains(names, r.Next) {
			t.Errorf("%s has nothing called %s", path, r.Next)
		}
		if r.Stop != "" && !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, r.Stop) }) {
			t.Errorf("%s has nothing that begins with %s", path, r.Stop)
		}
	}
}

// exported returns the names of a package's functions and methods.
func exported(pkg *types.Package) []string {
	var out []string
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			out = append(out, name)
		case *types.TypeName:
			t := obj.Type()
			if !types.IsInterface(t) {
				t = types.NewPointer(t)
			}
			for m := range types.NewMethodSet(t).Methods() {
				out = append(out, m.Obj().Name())
			}
		}
	}
	return out
}

func TestRouterMethod(t *testing.T) {
	for _, test := range []struct{ name, path, method string }{
		{"(*github.com/gin-gonic/gin.RouterGroup).GET", "github.com/gin-gonic/gin", "GET"},
		{"(github.com/go-chi/chi/v5.Router).Get", "github.com/go-chi/chi", "Get"},
		{"github.com/labstack/echo/v4.WrapHandler", "github.com/labstack/echo", "WrapHandler"},
		{"(*github.com/go-chi/chi/v5/middleware.Compressor).Handler", "", "Handler"},
		{"(error).Error", "", "(error).Error"},
		{"main", "", "main"},
	} {
		r, method := RouterMethod(test.name)
		path := ""
		if r != nil {
			path = r.Path
		}
		if path != test.path || method != test.method {
			t.Errorf("RouterMethod(%q) = %q, %q", test.name, path, method)
		}
	}
}
