package scripts

import (
	"fmt"
	"reflect"
)

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

// A greeter's methods are called by reflection.
type greeter struct {
	Name  string
	calls int
}

func (g *greeter) Greet(who string) { g.calls, g.Name = g.calls+1, who }
func (g *greeter) Leave()           { g.calls = 0 }

// A reflect.Value knows what it was made of.
func ReflectValues() {
	g := &greeter{}
	v := reflect.ValueOf(g)
	check(v.IsValid() && !v.IsNil())
	check(v.Type() == reflect.TypeOf(g) && v.Kind() == reflect.Pointer && v.Interface() == any(g))
	check(v.Elem().Type() == reflect.TypeOf(greeter{}) && v.Elem().Kind() == reflect.Struct)
	check(v.Elem().Addr().Interface() == any(g) && v.Elem().Elem().Type() == reflect.TypeOf(greeter{}))
	check(reflect.Indirect(v).Type() == reflect.TypeOf(greeter{}))
	g.calls = 3
	check(v.Elem().Interface().(greeter).calls == 3)
	var none *greeter
	maybe(reflect.ValueOf(none).IsNil())
	check(reflect.ValueOf("").Kind() == reflect.String && reflect.ValueOf(true).Kind() == reflect.Bool)
}

// Methods and functions are called with what Call is given.
func ReflectCalls() {
	g := &greeter{}
	v := reflect.ValueOf(g)
	check(v.NumMethod() == 2)
	v.MethodByName("Greet").Call([]reflect.Value{reflect.ValueOf("you")})
	check(g.calls == 1 && g.Name == "you")
	v.Method(0).Call([]reflect.Value{reflect.ValueOf("me")})
	check(g.calls == 2 && g.Name == "me")
	v.Method(1).Call(nil)
	check(g.calls == 0)
	n := 0
	reflect.ValueOf(func(i int, p *int) { n = i + *p }).Call([]reflect.Value{reflect.ValueOf(2), reflect.ValueOf(&n)})
	check(n == 2)
	reflect.ValueOf(func(i int) { n = i }).Call(nil)
	maybe(n == 2)
}

// What is set by reflection is not known any more.
func SetByReflection() {
	g := &greeter{Name: "you"}
	reflect.ValueOf(g).Elem().Field(0).SetString("me")
	maybe(g.Name == "you")
	maybe(g.Name == "me")
}

func NewByReflection() {
	v := reflect.New(reflect.TypeOf(greeter{}))
	g := v.Interface().(*greeter)
	check(g.Name == "" && g != &greeter{})
	g.Name = "you"
	check(v.Interface().(*greeter).Name == "you")
}

func NamesOfTypes(x any) {
	check(fmt.Sprintf("%T", &greeter{}) == "*scripts.greeter" && fmt.Sprintf("%T", 1) == "int")
	check(reflect.TypeFor[greeter]() == reflect.TypeOf(greeter{}))
	check(reflect.TypeOf(nil) == nil)
	maybe(fmt.Sprintf("%T", x) == "int")
	maybe(fmt.Sprintf("%T %T", 1, 2) == "int")
	maybe(fmt.Sprintf("%d", x) == "1")
	check(fmt.Sprintf("%d", x) == fmt.Sprintf("%d", x))
}
