package contract

import "strings"

// infrastructure lists packages, as prefixes of their import paths, that lie
// below grpc-go's streams: what they do with goroutines and locks is no business
// of those who use streams, and nothing that is handed to them is a stream.
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
// matter for the users of streams; grpc-go's own package, whose streams the rest
// of this package describes, is one.
func IsInfrastructure(path string) bool {
	path = vendorless(path)
	if path == GRPCPath {
		return true
	}
	for _, prefix := range infrastructure {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}
