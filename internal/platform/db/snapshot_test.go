package db_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portico-prm/portico/internal/platform/db"
	"github.com/portico-prm/portico/internal/testdb"
)

func TestASnapshotDependsOnTheSchemaOnly(t *testing.T) {
	t.Parallel()
	fsys := files(map[string]string{"0001_a.sql": makeA + "alter table a enable row level security;\ncreate policy p on a using (n > 0);\n"})
	var texts []string
	for range 2 {
		d := testdb.Empty(t)
		if _, err := db.Up(t.Context(), d, fsys); err != nil {
			t.Fatal(err)
		}
		text, err := db.Snapshot(t.Context(), d)
		if errors.Is(err, db.ErrNoDump) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	if diff := cmp.Diff(texts[0], texts[1]); diff != "" {
		t.Error(diff)
	}
	for _, want := range []string{"CREATE TABLE public.a (", "CREATE POLICY p ON public.a", "CREATE FUNCTION public.two()"} {
		if !strings.Contains(texts[0], want) {
			t.Errorf("it lacks %q", want)
		}
	}
	for _, noise := range []string{"Dumped", "restrict", "SET ", "OWNER TO"} {
		if strings.Contains(texts[0], noise) {
			t.Errorf("it holds %q:\n%s", noise, texts[0])
		}
	}
}
