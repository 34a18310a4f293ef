package contract

import (
	"go/types"
	"slices"
)

// A wrapper is a type that holds a reader, a writer or the like, and passes on what is
// done to it: what its methods do is what a method of the held thing does. Nothing but
// Locked keeps two callers of a wrapper apart.
type wrapper struct {
	calls  string   // the method of the held thing that is called
	by     []string // the wrapper's methods that call it
	locked bool     // one call at a time, by a lock of the wrapper's own
	doc    string
}

var (
	writes = []string{"Write", "WriteString", "WriteByte", "WriteRune", "ReadFrom", "Flush"}
	reads  = []string{"Read", "ReadByte", "ReadBytes", "ReadLine", "ReadRune", "ReadSlice", "ReadString", "Peek", "Discard", "WriteTo"}
	logs   = []string{"Print", "Printf", "Println", "Output"}
	slogs  = []string{
		"Debug", "DebugContext", "Info", "InfoContext", "Warn", "WarnContext", "Error", "ErrorContext", "Log", "LogAttrs",
	}
)

// wrappers is keyed by the full name of the type. What makes one has a row with Hold.
var wrappers = map[string]wrapper{
	"bufio.Writer":          {calls: "Write", by: writes, doc: "https://pkg.go.dev/bufio#Writer"},
	"bufio.Reader":          {calls: "Read", by: reads, doc: "https://pkg.go.dev/bufio#Reader"},
	"bufio.Scanner":         {calls: "Read", by: []string{"Scan"}, doc: "https://pkg.go.dev/bufio#Scanner"},
	"encoding/json.Encoder": {calls: "Write", by: []string{"Encode"}, doc: "https://pkg.go.dev/encoding/json#Encoder"},
	"encoding/json.Decoder": {calls: "Read", by: []string{"Decode", "More", "Token"}, doc: "https://pkg.go.dev/encoding/json#Decoder"},
	"encoding/gob.Encoder":  {calls: "Write", by: []string{"Encode", "EncodeValue"}, locked: true, doc: "https://pkg.go.dev/encoding/gob#Encoder"},
	"encoding/gob.Decoder":  {calls: "Read", by: []string{"Decode", "DecodeValue"}, locked: true, doc: "https://pkg.go.dev/encoding/gob#Decoder"},
	"encoding/xml.Encoder":  {calls: "Write", by: []string{"Encode", "EncodeElement", "EncodeToken", "Flush", "Close"}, doc: "https://pkg.go.dev/encoding/xml#Encoder"},
	"encoding/csv.Writer":   {calls: "Write", by: []string{"Write", "WriteAll", "Flush"}, doc: "https://pkg.go.dev/encoding/csv#Writer"},
	"encoding/csv.Reader":   {calls: "Read", by: []string{"Read", "ReadAll"}, doc: "https://pkg.go.dev/encoding/csv#Reader"},
	"compress/gzip.Writer":  {calls: "Write", by: []string{"Write", "Flush", "Close"}, doc: "https://pkg.go.dev/compress/gzip#Writer"},
	"compress/flate.Writer": {calls: "Write", by: []string{"Write", "Flush", "Close"}, doc: "https://pkg.go.dev/compress/flate#Writer"},
	"compress/zlib.Writer":  {calls: "Write", by: []string{"Write", "Flush", "Close"}, doc: "https://pkg.go.dev/compress/zlib#Writer"},
	"text/tabwriter.Writer": {calls: "Write", by: []string{"Write", "Flush"}, doc: "https://pkg.go.dev/text/tabwriter#Writer"},

	"log.Logger":           {calls: "Write", by: logs, locked: true, doc: "https://pkg.go.dev/log#Logger"},
	"log/slog.Logger":      {calls: "Handle", by: slogs, doc: "https://pkg.go.dev/log/slog#Logger"},
	"log/slog.JSONHandler": {calls: "Write", by: []string{"Handle"}, locked: true, doc: "https://pkg.go.dev/log/slog#JSONHandler.Handle"},
	"log/slog.TextHandler": {calls: "Write", by: []string{"Handle"}, locked: true, doc: "https://pkg.go.dev/log/slog#TextHandler.Handle"},
}

// forward returns the row of a method of a wrapper, or the zero Row.
func forward(f *types.Func) Row {
	recv := f.Signature().Recv()
	if recv == nil {
		return Row{}
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return Row{}
	}
	w := wrappers[n.Obj().Pkg().Path()+"."+n.Obj().Name()]
	if !slices.Contains(w.by, f.Name()) {
		return Row{}
	}
	return Row{Op: Forward, Method: w.calls, Locked: w.locked, Doc: w.doc}
}

// IsWrapper reports whether obj is a type that passes on what is done to it.
func IsWrapper(obj *types.TypeName) bool {
	return obj.Pkg() != nil && wrappers[obj.Pkg().Path()+"."+obj.Name()].calls != ""
}
