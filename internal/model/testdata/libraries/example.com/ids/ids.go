// Package ids is a library that no row is about.
package ids

type ID [16]byte

func (id ID) String() string
func (id ID) Hex() string
func (id ID) Text(base int) string

type Name string

func (n Name) String() string
func (n Name) Both() (string, error)

type Object struct{ name string }

func (o *Object) String() string
