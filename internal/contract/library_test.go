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

// libraries is a module that requires the libraries that tables of this package, and of
// package model, are about.
var libraries = filepath.Join("testdata", "libraries")

// libraryVersions are packages of the libraries in the table. Where a library has several major
// versions, each that the module can require is there.
var libraryVersions = map[string]bool{
	"github.com/gorilla/websocket": true, "github.com/fasthttp/websocket": true,
	"github.com/gofiber/websocket/v2": true, "github.com/gofiber/contrib/websocket": true,
	"connectrpc.com/connect": true, "github.com/cloudwego/kitex/pkg/streaming": true,
	"github.com/gomodule/redigo/redis": true, "github.com/quic-go/quic-go": true, "golang.org/x/net/http2": true,
	"github.com/jackc/pgx/v5": true, "github.com/jackc/pgx/v5/pgconn": true, "github.com/jackc/pgx/v5/pgxpool": true,
	"github.com/jackc/pgx/v4": true, "github.com/jackc/pgx/v4/pgxpool": true, "github.com/jackc/pgconn": true,
}

// load returns the types of grpc-go and of the packages with types of handlers, by import
// path.
var load = sync.OnceValues(func() (map[string]*types.Package, error) {
	download := exec.Command("go", "mod", "download")
	download.Dir = libraries
	if out, err := download.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go mod download in %s: %w\n%s", libraries, err, out)
	}
	names := map[string]bool{GRPCPath: true}
	for path := range libraryVersions {
		names[path] = true
	}
	for _, r := range routers {
		path, _, _ := strings.Cut(strings.TrimPrefix(r.Doc, "https://pkg.go.dev/"), "#")
		names[path] = true
	}
	for _, h := range requestHandlers {
		path, _, _ := strings.Cut(strings.TrimPrefix(h.doc, "https://pkg.go.dev/"), "#")
		names[path] = true
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
