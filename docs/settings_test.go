package docs_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/platform/config"
)

func TestEverySettingHasItsRow(t *testing.T) {
	t.Parallel()
	generated(t, "docs/operator.md", "settings", "\n| setting | default | meaning |\n|---|---|---|\n"+rows(reflect.TypeFor[config.Config]())+"\n")
}

// rows lists settings in the order of `portico config`.
func rows(t reflect.Type) string {
	var b strings.Builder
	for i := range t.NumField() {
		f := t.Field(i)
		name, ok := f.Tag.Lookup("env")
		switch {
		case ok:
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, fallback(f.Tag), meaning(f.Tag))
		case f.IsExported() && f.Type.Kind() == reflect.Struct:
			b.WriteString(rows(f.Type))
		}
	}
	return b.String()
}

func fallback(tag reflect.StructTag) string {
	out := tag.Get("default")
	if p, ok := tag.Lookup("production"); ok {
		out += "; in production " + p
	}
	return out
}

func meaning(tag reflect.StructTag) string {
	help := tag.Get("help")
	if tag.Get("min") != "" {
		help += "; from " + tag.Get("min") + " to " + tag.Get("max")
	}
	return help
}

// The sorted table is worth nothing if the programme prints other names.
func TestTheTableIsWhatTheProgramPrints(t *testing.T) {
	t.Parallel()
	cfg, err := config.From(nil)
	if err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	if err := cfg.Print(&printed); err != nil {
		t.Fatal(err)
	}
	table := rows(reflect.TypeFor[config.Config]())
	for line := range strings.Lines(printed.String()) {
		if name := strings.Fields(line)[0]; !strings.Contains(table, "| `"+name+"` |") {
			t.Errorf("portico config prints %s, which is not in the table", name)
		}
	}
}
