package model

import (
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// newIdentities are functions whose first result is unique: they are documented so, or it has so
// many random bits that a second one is not expected. An execution in which two calls return the
// same one would show what never happens.
var newIdentities = []string{
	// https://pkg.go.dev/github.com/google/uuid: "If the system's random number generator fails, New panics", which it doesn't.
	"github.com/google/uuid.New", "github.com/google/uuid.NewString", "github.com/google/uuid.NewRandom", "github.com/google/uuid.NewUUID", "github.com/google/uuid.NewV6", "github.com/google/uuid.NewV7",
	// https://pkg.go.dev/github.com/gofrs/uuid/v5 and https://pkg.go.dev/github.com/satori/go.uuid
	"github.com/gofrs/uuid/v5.NewV1", "github.com/gofrs/uuid/v5.NewV4", "github.com/gofrs/uuid/v5.NewV6", "github.com/gofrs/uuid/v5.NewV7",
	"github.com/satori/go.uuid.NewV1", "github.com/satori/go.uuid.NewV4",
	// https://pkg.go.dev/github.com/rs/xid: "globally unique IDs"
	"github.com/rs/xid.New", "github.com/rs/xid.NewWithTime",
	// https://pkg.go.dev/github.com/segmentio/ksuid: "K-Sortable Unique IDentifier"
	"github.com/segmentio/ksuid.New", "github.com/segmentio/ksuid.NewRandom", "github.com/segmentio/ksuid.NewRandomWithTime",
	// https://pkg.go.dev/github.com/oklog/ulid/v2#Make: "Make returns a ULID with the current time ... and monotonically increasing entropy"
	"github.com/oklog/ulid/v2.Make", "github.com/oklog/ulid/v2.New", "github.com/oklog/ulid/v2.MustNew", "github.com/oklog/ulid/v2.MustNewDefault",
	// https://pkg.go.dev/github.com/bwmarrin/snowflake#Node.Generate: "creates and returns a unique snowflake ID"
	"(*github.com/bwmarrin/snowflake.Node).Generate",
	// https://pkg.go.dev/github.com/lithammer/shortuuid/v4, https://pkg.go.dev/github.com/matoous/go-nanoid/v2
	"github.com/lithammer/shortuuid/v4.New", "github.com/matoous/go-nanoid/v2.New", "github.com/matoous/go-nanoid/v2.Must",
	// https://pkg.go.dev/crypto/rand#Text: "the chance of ever generating the same string twice is effectively zero"
	"crypto/rand.Text",
	// Numbers of 31 bits or more: https://pkg.go.dev/math/rand, https://pkg.go.dev/math/rand/v2
	"math/rand.Int", "math/rand.Int31", "math/rand.Int63", "math/rand.Uint32", "math/rand.Uint64",
	"(*math/rand.Rand).Int", "(*math/rand.Rand).Int31", "(*math/rand.Rand).Int63", "(*math/rand.Rand).Uint32", "(*math/rand.Rand).Uint64",
	"math/rand/v2.Int", "math/rand/v2.Int32", "math/rand/v2.Int64", "math/rand/v2.Uint", "math/rand/v2.Uint32", "math/rand/v2.Uint64",
	"(*math/rand/v2.Rand).Int", "(*math/rand/v2.Rand).Int32", "(*math/rand/v2.Rand).Int64", "(*math/rand/v2.Rand).Uint", "(*math/rand/v2.Rand).Uint32", "(*math/rand/v2.Rand).Uint64",
	// A clock goes on. https://pkg.go.dev/time#Now
	"time.Now",
}

// belows are functions that return "a non-negative pseudo-random number in the half-open
// interval [0,n)" (https://pkg.go.dev/math/rand#Intn).
var belows = []string{
	"math/rand.Intn", "math/rand.Int31n", "math/rand.Int63n",
	"(*math/rand.Rand).Intn", "(*math/rand.Rand).Int31n", "(*math/rand.Rand).Int63n",
	"math/rand/v2.IntN", "math/rand/v2.Int32N", "math/rand/v2.Int64N", "math/rand/v2.UintN", "math/rand/v2.Uint32N", "math/rand/v2.Uint64N", "math/rand/v2.N",
	"(*math/rand/v2.Rand).IntN", "(*math/rand/v2.Rand).Int32N", "(*math/rand/v2.Rand).Int64N", "(*math/rand/v2.Rand).UintN", "(*math/rand/v2.Rand).Uint32N", "(*math/rand/v2.Rand).Uint64N",
}

// identities are the functions that make identities, and those that read random bytes.
func identities() table {
	t := table{
		"crypto/rand.Read":         {randomBytes, false},
		"math/rand.Read":           {randomBytes, false},
		"(*math/rand.Rand).Read":   {randomBytes, false},
		"(time.Time).UnixNano":     {pure, false},
		"(time.Time).UnixMicro":    {pure, false},
		"io.ReadFull":              {readFull, false},
		"io.ReadAtLeast":           {readFull, false},
		"(time.Time).Format":       {pure, false},
		"(time.Time).UnixMilli":    {pure, false},
		"(time.Time).Unix":         {pure, false},
		"(time.Time).Nanosecond":   {pure, false},
		"(time.Time).UTC":          {pure, false},
		"(time.Time).Local":        {pure, false},
		"(time.Time).AppendFormat": {havoc, false},
	}
	for _, name := range newIdentities {
		t[name] = row{newIdentity, false}
	}
	for _, name := range belows {
		t[name] = row{below, false}
	}
	return t
}

// newIdentity: an error, if there is one, means that the machine is out of order.
func newIdentity(c *machine.Call) (machine.Value, machine.Status) {
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	v := c.M.Distinct(c.Result(0), name)
	if len(c.Results) == 2 {
		return machine.Tuple{v, c.M.MaybeError(2, name)}, machine.Done
	}
	return v, machine.Done
}

// crowd is the size of the range from which on a random number counts as unique.
const crowd = 100

func below(c *machine.Call) (machine.Value, machine.Status) {
	n, known := c.Arg(len(c.Args) - 1).(int64)
	v := machine.Value(c.M.NewUnknown(c.Result(0), "random"))
	if known && n >= crowd {
		v = c.M.Distinct(c.Result(0), "random")
	}
	if u, ok := v.(*machine.Unknown); ok && known && n > 0 {
		u.Within(0, n-1)
	}
	return v, machine.Done
}

// randomBytes: "Read fills b with cryptographically secure random bytes. It never returns an
// error" (https://pkg.go.dev/crypto/rand#Read).
func randomBytes(c *machine.Call) (machine.Value, machine.Status) {
	b := c.Args[len(c.Args)-1]
	c.M.Randomize(b)
	return machine.Tuple{c.M.NewUnknown(c.Result(0), "n"), machine.Nil{}}, machine.Done
}

// readFull: "ReadFull reads exactly len(buf) bytes from r into buf"
// (https://pkg.go.dev/io#ReadFull). No two times are the same read from rand.Reader.
func readFull(c *machine.Call) (machine.Value, machine.Status) {
	if u, ok := c.Arg(0).(*machine.Unknown); ok && u.Name == "crypto/rand.Reader" {
		c.M.Randomize(c.Args[1])
		return machine.Tuple{c.M.NewUnknown(c.Result(0), "n"), machine.Nil{}}, machine.Done
	}
	return transferred(c, c.Args[0], "Read", c.Args[1:2], 100)
}

// losslessFuncs are functions whose results are equal only if their arguments are. That two
// texts differ in nothing but the case of letters, or in nothing but spaces, is so rare that it
// says nothing.
var losslessFuncs = map[string]bool{
	"strconv.Itoa": true, "strconv.FormatInt": true, "strconv.FormatUint": true, "strconv.Quote": true,
	"fmt.Sprint": true, "fmt.Sprintf": true, "fmt.Sprintln": true,
	"encoding/hex.EncodeToString": true, "(*encoding/base64.Encoding).EncodeToString": true,
	"strings.ToLower": true, "strings.ToUpper": true, "strings.TrimSpace": true, "strings.ReplaceAll": true, "strings.Replace": true,
	"path.Join": true, "path/filepath.Join": true, "net.JoinHostPort": true,
	"(time.Time).UnixNano": true, "(time.Time).UnixMicro": true, "(time.Time).UTC": true, "(time.Time).Local": true,
	// Sums of cryptographic hashes, and of others, unless they are made smaller.
	"write": true, "sum": true, "crypto/sha256.Sum256": true, "crypto/sha1.Sum": true, "crypto/md5.Sum": true, "crypto/sha512.Sum512": true,
	"String": true,
}

// Lossless implements machine.Models.
func (ms *Models) Lossless(name string) bool { return losslessFuncs[name] }

// text is the method String of a value whose code is not known: "The String method is used to
// print values" (https://pkg.go.dev/fmt#Stringer), so equal values have equal texts, and others,
// mostly, others. An object behind a pointer may change.
func text(c *machine.Call) (machine.Value, machine.Status) {
	return pureResult(c.M, "String", c.Result(0), contents(c, c.Args[0])), machine.Done
}

// isText reports whether a call is that of a method like String of a value that can't change.
func isText(c *machine.Call) bool {
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	if name != "String" && name != "Hex" && name != "Base64" || strings.HasPrefix(c.Name, "(*") || len(c.Args) != 1 || len(c.Results) != 1 || c.Results[0].Kind != code.String {
		return false
	}
	switch v := c.Arg(0).(type) {
	case *machine.Array, *machine.Struct, string, int64:
		return true
	case *machine.Unknown:
		return v.T != nil && v.T.Kind.IsScalar()
	}
	return false
}
