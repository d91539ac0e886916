package library_test

import (
	"context"
	"slices"
	"testing"

	"github.com/portico-prm/portico/internal/testkit"
)

// The press works behind the walls of every worker: what it draws with is
// compiled before they stand.
func TestAnUploadedTemplateHasPicturesOfItsPages(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	w.Library.WithPress(testkit.Press)
	v, err := w.Library.Upload(w.System(), testkit.Folder(testkit.Datasheet))
	w.Must(err)
	if p := found(t, v, "PREVIEW_MISSING"); p != nil {
		t.Fatal(p)
	}
	tpl, err := w.Library.Open(context.Background(), v)
	w.Must(err)
	if got := tpl.Pictured(); got != 4 { // two pages in two languages
		t.Errorf("%d pictures", got)
	}
	if press, intake := testkit.Press().Isolation().Holds, testkit.Pool().Isolation().Holds; !slices.Equal(press, intake) {
		t.Errorf("the press stands behind %v, other workers behind %v", press, intake)
	}
}
