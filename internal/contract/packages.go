package contract

import "strings"

// infrastructure lists packages, as prefixes of their import paths, that are below grpc-go's
// streams. Their goroutines and locks don't order uses of a stream, and no stream is passed to
// them.
var infrastructure = []string{
	"golang.org/x/net/",                // https://pkg.go.dev/golang.org/x/net
	"golang.org/x/sys/",                // https://pkg.go.dev/golang.org/x/sys
	"golang.org/x/text/",               // https://pkg.go.dev/golang.org/x/text
	"golang.org/x/crypto/",             // https://pkg.go.dev/golang.org/x/crypto
	"golang.org/x/tools/",              // https://pkg.go.dev/golang.org/x/tools
	"google.golang.org/protobuf/",      // https://pkg.go.dev/google.golang.org/protobuf
	"google.golang.org/genproto/",      // https://pkg.go.dev/google.golang.org/genproto
	"google.golang.org/grpc/balancer/", // https://pkg.go.dev/google.golang.org/grpc/balancer
	"google.golang.org/grpc/resolver",  // https://pkg.go.dev/google.golang.org/grpc/resolver
	"google.golang.org/grpc/internal/", // https://pkg.go.dev/google.golang.org/grpc/internal
	"github.com/golang/protobuf/",      // https://pkg.go.dev/github.com/golang/protobuf
	"github.com/gogo/protobuf/",        // https://pkg.go.dev/github.com/gogo/protobuf
}

// IsInfrastructure reports whether the package with the given import path can't
// matter for the users of streams; those of the libraries whose objects the rest of this
// package describes are among them.
func IsInfrastructure(path string) bool {
	path = vendorless(path)
	if path == GRPCPath || belongsToAPI(path) || RouterOf(path) != nil {
		return true
	}
	for _, prefix := range infrastructure {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

// belongsToAPI reports whether the package is one of a library of the table, or below one. Of
// gRPC, whose other packages are for users of streams, that is said above.
func belongsToAPI(path string) bool {
	path = versionless(path)
	for {
		if a := table().paths[path]; a != nil && a != GRPC {
			return true
		}
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			return false
		}
		path = path[:i]
	}
}
