package checks

import (
	"regexp"
	"strings"
	"testing"
)

// Each page has recipes, and each recipe shows code that is right. What is
// wrong is at the top of the page, or in the recipe.
func TestRecipes(t *testing.T) {
	want := map[string]string{
		"sendsend":  "A mutex around each send|One goroutine sends, the others pass it their messages|A stream type that locks|Wait for the first sender before the second one starts|A stream for each goroutine",
		"recvrecv":  "One goroutine receives, the others get the messages from it|Wait for the first receiver before the second one starts|A mutex around each receive",
		"closesend": "Let the sender close|Wait for the sender, then close|Hold the senders' mutex while closing",
	}
	for _, category := range Categories() {
		page, _ := Page(category)
		var titles []string
		for i, r := range Recipes(category) {
			titles = append(titles, r.Title)
			_, text, _ := strings.Cut(page, "\n### "+r.Title+"\n")
			text = regexp.MustCompile(`(?m)^##`).Split(text, 2)[0]
			if code := strings.Count(text, "```go\n"); code == 0 && (i > 0 || !strings.Contains(text, "As above.")) {
				t.Errorf("%s: %s shows no code", category, r.Title)
			} else if wrong := strings.Count(text, "// reported"); code-wrong == 0 && wrong > 0 {
				t.Errorf("%s: %s shows only what is wrong", category, r.Title)
			}
		}
		if got := strings.Join(titles, "|"); got != want[category] {
			t.Errorf("%s: recipes are %s, want %s", category, got, want[category])
		}
		if !strings.Contains(page, "\n## Wrong\n") || !strings.Contains(page, "\n## Right\n") {
			t.Errorf("%s: wrong or right is missing", category)
		}
	}
}

func TestFix(t *testing.T) {
	const page = "https://github.com/streamvet/streamvet/blob/main/docs/checks/"
	for _, test := range []struct{ category, title, url string }{
		{"closesend", "Hold the senders' mutex while closing", page + "closesend.md#hold-the-senders-mutex-while-closing"},
		{"recvrecv", "One goroutine receives, the others get the messages from it", page + "recvrecv.md#one-goroutine-receives-the-others-get-the-messages-from-it"},
		{"sendsend", "no such title", page + "sendsend.md#a-mutex-around-each-send"},
		{"directive", "", ""},
	} {
		if got, ok := Fix(test.category, test.title); got.URL != test.url || ok != (test.url != "") {
			t.Errorf("%s, %q: %+v, %v; want %s", test.category, test.title, got, ok, test.url)
		}
	}
}
