package checks

import (
	"slices"
	"strings"
	"unicode"
)

// A Recipe is a way to fix findings of a category, which its page describes
// under a heading.
type Recipe struct {
	Title string
	URL   string // of the heading on the web
}

// Recipes returns the recipes for a category, in the order of the page, which
// begins with the usual one.
func Recipes(category string) []Recipe {
	page, _ := Page(category)
	_, rest, _ := strings.Cut(page, "\n## How to fix it\n")
	section, _, _ := strings.Cut(rest, "\n## ")
	var list []Recipe
	for line := range strings.Lines(section) {
		if title, ok := strings.CutPrefix(strings.TrimSpace(line), "### "); ok {
			list = append(list, Recipe{title, URL(category) + "#" + anchor(title)})
		}
	}
	return list
}

// Fix returns the recipe for a category with this title, or the usual one if
// there is none. A page without recipes has code that is right.
func Fix(category, title string) (Recipe, bool) {
	list := Recipes(category)
	if i := slices.IndexFunc(list, func(r Recipe) bool { return r.Title == title }); i >= 0 {
		return list[i], true
	}
	if len(list) > 0 {
		return list[0], true
	}
	url := URL(category)
	if url == "" {
		return Recipe{}, false
	}
	return Recipe{"How to do it right", url + "#right"}, true
}

// anchor returns the name that GitHub gives to a heading.
func anchor(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
