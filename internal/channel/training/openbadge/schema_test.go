package openbadge_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/portico-prm/portico/internal/channel/training/openbadge"
)

func schema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("credential.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("credential.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestACredentialKeepsToTheSchema(t *testing.T) {
	t.Parallel()
	files := []string{"testdata/credential.schema.json"}
	if published := os.Getenv("PORTICO_OB_SCHEMA"); published != "" {
		files = append(files, published) // 1EdTech's own, which may not lie here
	}
	secret, _ := openbadge.NewKey()
	named := award()
	named.Holder = append(named.Holder, openbadge.Name("Dana Whitlock"), openbadge.HiddenName("Bluff Harbor", "s"))
	for _, file := range files {
		s := schema(t, file)
		for _, a := range []openbadge.Award{award(), named} {
			c := openbadge.NewCredential(a)
			if err := keys(t, secret).Sign(c, at); err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text(t, c)))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			delete(doc.(map[string]any), "validFrom")
			if s.Validate(doc) == nil {
				t.Errorf("%s takes a credential without validFrom", file)
			}
		}
	}
}
