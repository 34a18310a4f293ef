package contract

import (
	"go/types"
	"strings"
	"testing"
)

// Each row is about the type of functions that it names as its documentation.
func TestRequestHandlers(t *testing.T) {
	pkgs := loaded(t)
	for _, h := range requestHandlers {
		path, name, _ := strings.Cut(strings.TrimPrefix(h.doc, "https://pkg.go.dev/"), "#")
		if pkgs[path] == nil {
			t.Errorf("%s: the package is not there", h.doc)
			continue
		}
		obj := pkgs[path].Scope().Lookup(name)
		if obj == nil {
			t.Errorf("%s does not exist", h.doc)
			continue
		}
		ok := false
		if sig, isFunc := obj.Type().Underlying().(*types.Signature); isFunc {
			ok = h.method == "" && IsRequestHandler(sig)
		} else if sig := method(obj.Type(), h.method); sig != nil {
			ok = IsRequestMethod(h.method, sig)
		}
		if !ok {
			t.Errorf("%s, %s, does not handle requests", h.doc, obj.Type().Underlying())
		}
	}
}

func TestIsRequestHandler(t *testing.T) {
	http := loaded(t)["net/http"]
	writer := types.NewVar(0, nil, "w", http.Scope().Lookup("ResponseWriter").Type())
	request := types.NewVar(0, nil, "r", types.NewPointer(http.Scope().Lookup("Request").Type()))
	other := types.NewVar(0, nil, "x", types.Typ[types.Int])
	for _, test := range []struct {
		params []*types.Var
		want   bool
	}{
		{[]*types.Var{writer, request}, true},
		{[]*types.Var{writer, request, other}, true}, // a router's
		{[]*types.Var{writer, request, other, other}, false},
		{[]*types.Var{request, writer}, false},
		{[]*types.Var{writer}, false},
		{nil, false},
	} {
		sig := types.NewSignatureType(nil, nil, nil, types.NewTuple(test.params...), nil, false)
		if got := IsRequestHandler(sig); got != test.want {
			t.Errorf("IsRequestHandler(%s) = %t", sig, got)
		}
	}
}

func TestIsRequestFunc(t *testing.T) {
	const w, r = "net/http.ResponseWriter", "*net/http.Request"
	for _, test := range []struct {
		params []string
		want   bool
	}{
		{[]string{w, r}, true},
		{[]string{w, r, "github.com/julienschmidt/httprouter.Params"}, true},
		{[]string{"*github.com/gin-gonic/gin.Context"}, true},
		{[]string{r, w}, false},
		{[]string{w}, false},
		{[]string{w, r, "int", "int"}, false},
		{nil, false},
	} {
		if got := IsRequestFunc(test.params); got != test.want {
			t.Errorf("IsRequestFunc(%q) = %v, want %v", test.params, got, test.want)
		}
	}
}
