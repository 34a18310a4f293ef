package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Located returns a text of the story in which files are named as name says. Where the story was
// made, only their base names and import paths were known.
func (s *Story) Located(text string, name func(file string) string) string {
	if s == nil || len(s.Mentions) == 0 {
		return text
	}
	// A longer name may end with a shorter one.
	mentions := slices.Clone(s.Mentions)
	slices.SortStableFunc(mentions, func(a, b Mention) int { return cmp.Compare(len(b.Text), len(a.Text)) })
	var b strings.Builder
	for i := 0; i < len(text); {
		m := slices.IndexFunc(mentions, func(m Mention) bool { return isMention(text, i, m.Text) })
		if m < 0 {
			b.WriteByte(text[i])
			i++
			continue
		}
		fmt.Fprintf(&b, "%s:%d", name(mentions[m].Place.File), mentions[m].Place.Line)
		i += len(mentions[m].Text)
	}
	return b.String()
}

// isMention reports whether a text has a place's name at an index, and not as a part of another name.
func isMention(text string, i int, name string) bool {
	rest, ok := strings.CutPrefix(text[i:], name)
	if !ok || name == "" || rest != "" && '0' <= rest[0] && rest[0] <= '9' {
		return false
	}
	return i == 0 || strings.IndexByte(" (:,", text[i-1]) >= 0
}
