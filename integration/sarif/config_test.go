package sarif_test

import (
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/streamvet/streamvet/integration/fixture"
)

// The schema of .streamvet.json is one, accepts what the docs show, and refuses
// what streamvet does. It is tested here, where a validator is at hand.
func TestConfigSchema(t *testing.T) {
	const file = "../../docs/streamvet.schema.json"
	s, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) bool {
		t.Helper()
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(doc) == nil
	}
	shown := fixture.Snippet(t, "../../docs/configuration.md", "{")
	for _, text := range []string{shown, "{}", `{"baseline": "ci/base.txt"}`, `{"executions": 10}`, `{"severity": {"assumed": "note"}}`} {
		if !valid(text) {
			t.Errorf("%s is not valid", text)
		}
	}
	for _, text := range []string{"[]", `{"test": true}`, `{"tests": "true"}`, `{"baseline": 1}`, `{"baseline": "/base.txt"}`, `{"baseline": ""}`, `{"config": true}`, `{"severity": "note"}`, `{"severity": {"sure": "note"}}`, `{"severity": {"certain": "low"}}`} {
		if valid(text) {
			t.Errorf("%s is valid", text)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if id := `"$id": "https://raw.githubusercontent.com/streamvet/streamvet/main/docs/streamvet.schema.json"`; !strings.Contains(string(text), id) || !strings.Contains(shown, strings.TrimPrefix(id, `"$id": `)) {
		t.Error("the docs name another schema")
	}
}
