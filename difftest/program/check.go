package program

import (
	"fmt"
	"maps"
)

// Check returns an error if a variable is used where it isn't declared.
func (p *Program) Check() error {
	outer := make(map[*Var]bool)
	for _, v := range p.Fields {
		outer[v] = true
	}
	for _, v := range p.Globals {
		outer[v] = true
	}
	if err := check(p.Body, maps.Clone(outer)); err != nil {
		return err
	}
	for _, e := range p.Entries {
		scope := maps.Clone(outer)
		if e.Stream != nil {
			scope[e.Stream] = true
		}
		if err := check(e.Body, scope); err != nil {
			return err
		}
	}
	return nil
}

func check(list []*Stmt, scope map[*Var]bool) error {
	for _, s := range list {
		used := s.Reads()
		if v := s.Assigns(); v != nil {
			used = append(used, v)
		}
		for _, v := range used {
			if !scope[v] {
				return fmt.Errorf("%v: %s is not declared", s, v.Name)
			}
		}
		inner := scope
		// A lock that is taken and given back in place is no block of its own.
		if s.Op != Lock || s.Scope() || s.Mode == Try {
			inner = maps.Clone(scope)
		}
		if v := s.Declares(); v != nil {
			inner[v] = true
			if s.Op != Each && s.Op != Find {
				scope[v] = true
			}
		}
		if err := check(s.Body, inner); err != nil {
			return err
		}
		if err := check(s.Else, maps.Clone(scope)); err != nil {
			return err
		}
	}
	return nil
}
