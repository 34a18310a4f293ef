package model

import "strings"

// fillVerbs begin the names of functions that store in what they are given a pointer to. So
// packages encoding/json, encoding/xml and encoding/gob, proto, yaml, toml, mapstructure, viper,
// database/sql and its like, and readers of the environment and of configuration are documented.
var fillVerbs = []string{
	"Unmarshal", "Decode", "Deserialize", "Scan", "Sscan", "Sscanf", "Sscanln", "Scanf", "Scanln", "MapScan", "StructScan", "SliceScan",
	"Parse", "Process", "Read", "Bind", "ShouldBind", "MustBind", "Populate", "Unpack", "BodyParser", "QueryParser",
}

// fillNames are names of such functions that others begin with which only read what they are
// given, such as a request: those of github.com/jmoiron/sqlx, gorm.io/gorm, go.mongodb.org/mongo-driver.
var fillNames = map[string]bool{
	"Get": true, "GetContext": true, "Select": true, "SelectContext": true, "Find": true, "First": true, "Take": true, "Last": true,
	"One": true, "All": true, "Load": true, "Fill": true, "Into": true,
}

// Fills implements machine.Models.
func (ms *Models) Fills(name string) bool {
	base := name[strings.LastIndexByte(name, '.')+1:]
	for _, verb := range fillVerbs {
		if rest, ok := strings.CutPrefix(base, verb); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
	}
	// https://pkg.go.dev/flag#StringVar: "The argument p points to a string variable in which to
	// store the value of the flag", and https://pkg.go.dev/github.com/spf13/pflag likewise.
	return fillNames[base] || strings.HasSuffix(base, "Var") || strings.HasSuffix(base, "VarP")
}
