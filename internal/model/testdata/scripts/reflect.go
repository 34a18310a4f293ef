package scripts

import "reflect"

type named struct{ n int }

// What a type says of itself is known.
func Types() {
	t := reflect.TypeOf(named{})
	check(t.Name() == "named" && t.String() == "scripts.named" && t.PkgPath() == "scripts")
	check(t == reflect.TypeOf(named{1}) && t != reflect.TypeOf(&named{}))
	check(reflect.TypeOf(&named{}).Elem() == t)
	m := reflect.TypeOf(map[string]named{})
	check(m.Key() == reflect.TypeOf("") && m.Elem() == t)
	check(m.Name() == "" && t.Name() != "" && m.Key().Name() == "string")
	check(m.Kind() == m.Kind())
}
