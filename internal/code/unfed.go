package code

// findUnfed marks the channels that no code of the program sends on or closes: made for a field,
// and that field is received from only. Only code outside the program can send on them.
func (p *Program) findUnfed() {
	fed := map[fieldKey]bool{}
	made := map[*Instr][]fieldKey{}
	for _, f := range p.Funcs {
		if !hasChannelFields(f) {
			continue
		}
		u := usesOf(f)
		u.noteFed(fed)
		u.noteMade(made)
	}
	for in, fields := range made {
		unfed := len(fields) > 0
		for _, k := range fields {
			unfed = unfed && !fed[k]
		}
		if unfed {
			in.N = 1
		}
	}
}

// hasChannelFields reports whether f has to do with channels in fields: makes channels, or takes the
// address or the value of such a field.
func hasChannelFields(f *Func) bool {
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			switch in := &f.Blocks[b].Instrs[i]; in.Op {
			case MakeChan:
				return true
			case FieldAddr, Field:
				if in.T.Kind == Chan {
					return true
				}
			}
		}
	}
	return false
}

// uses are the instructions of a function by the slots that they use.
type uses struct {
	by     map[int32][]*Instr
	fields map[int32]fieldKey // of addresses
	instrs []*Instr
}

func usesOf(f *Func) *uses {
	u := &uses{by: map[int32][]*Instr{}, fields: map[int32]fieldKey{}}
	for b := range f.Blocks {
		for i := range f.Blocks[b].Instrs {
			in := &f.Blocks[b].Instrs[i]
			u.instrs = append(u.instrs, in)
			if in.Op == FieldAddr && in.T.Kind == Chan {
				u.fields[in.Dst] = fieldKey{originOf(in.Recv), in.N}
			}
			for _, a := range in.A {
				if a >= 0 && a != NoOperand {
					u.by[int32(a)] = append(u.by[int32(a)], in)
				}
			}
		}
	}
	return u
}

// noteFed notes the fields whose channels may be sent on or closed, or go elsewhere.
func (u *uses) noteFed(fed map[fieldKey]bool) {
	for slot, k := range u.fields {
		for _, in := range u.by[slot] {
			switch {
			case in.Op == Load:
				if !u.receivesOnly(in.Dst, isSignal(in.T)) {
					fed[k] = true
				}
			case in.Op == Store && int32(in.A[0]) == slot:
			default:
				fed[k] = true
			}
		}
	}
	for _, in := range u.instrs {
		if in.Op == Field && in.T.Kind == Chan && !u.receivesOnly(in.Dst, isSignal(in.T)) {
			fed[fieldKey{originOf(in.Recv), in.N}] = true
		}
	}
}

// isSignal reports whether the values of a channel say nothing.
func isSignal(t *Type) bool { return t.Elem != nil && t.Elem.Name == "struct{}" }

// receivesOnly reports whether a channel in a slot is only received from.
func (u *uses) receivesOnly(slot int32, signal bool) bool {
	for _, in := range u.by[slot] {
		switch in.Op {
		case Recv:
		case Select:
			for i := range len(in.S) {
				if int32(in.A[2*i]) == slot && in.S[i] == 's' || int32(in.A[2*i+1]) == slot {
					return false
				}
			}
		case Call, Defer:
			switch {
			case in.Mode != Builtin:
				return false
			case in.S == "close":
				// Closing a channel that carries no values is all that its sender does.
				if signal {
					return false
				}
			case in.S != "len" && in.S != "cap":
				return false
			}
		default:
			return false
		}
	}
	return true
}

// noteMade notes the channels that are made for fields, and for nothing else.
func (u *uses) noteMade(made map[*Instr][]fieldKey) {
	for _, in := range u.instrs {
		if in.Op != MakeChan {
			continue
		}
		var fields []fieldKey
		for _, use := range u.by[in.Dst] {
			switch {
			case use.Op == Store && int32(use.A[1]) == in.Dst && use.A[0] >= 0:
				k, ok := u.fields[int32(use.A[0])]
				if !ok {
					fields = nil
					goto next
				}
				fields = append(fields, k)
			case use.Op == Recv:
			default:
				fields = nil
				goto next
			}
		}
		made[in] = fields
	next:
	}
}
