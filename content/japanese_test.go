package content_test

import (
	"strings"
	"testing"

	"github.com/portico-prm/portico/content"
	"github.com/portico-prm/portico/content/text/texttest"
)

// TestATemplateBringsItsJapaneseFont: fonts that are too large to ship come in
// the folder, and do for the letters that the brand's font lacks.
func TestATemplateBringsItsJapaneseFont(t *testing.T) {
	t.Parallel()
	f := arabicFolder()
	manifest := strings.NewReplacer(
		"{ar: \"بوابة الحافة\"}", "{ja: エッジゲートウェイ}", "default: ar, available: [ar]", "default: ja, available: [ja]", "{ar: base", "{ja: base",
		`"noto:arabic"`, "fonts/Gothic.ttf", `"noto:arabic-bold"`, "fonts/Gothic.ttf", "maxChars: 40", "maxChars: 20").Replace(string(f["template.yaml"].Data))
	f["template.yaml"] = file(manifest)
	f["strings/ja.yaml"] = file("safe: 安全なネットワークを、御社に。\ncall: \"お問い合わせ: {phone}\"\n")
	f["legal/ja.yaml"] = file("tm: {text: Veldmarkは登録商標です。}\nsa: {text: 税別価格です。}\n")
	delete(f, "strings/ar.yaml")
	delete(f, "legal/ar.yaml")
	if _, found := compile(t, f); !found.Has("FILE_MISSING") {
		t.Errorf("without its font the template says %v", found)
	}
	f["fonts/Gothic.ttf"] = file(string(texttest.Samples[10].File(t)))
	tpl := open(t, f)
	out, found := render(t, tpl, content.Job{Piece: "page", Values: map[string]string{
		"partner.displayName": "株式会社𠮟咤ゲート", "user.phone": "+81 3 1234 5678", "user.email": "sales@hatoba.example"}})
	if len(found) > 0 {
		t.Fatal(found)
	}
	source, _ := tpl.Source(out.Source.SHA256)
	words := pdfText(t, append(append([]byte{}, source...), out.Bytes...))
	for _, want := range []string{"安全なネットワークを、御社に。", "株式会社𠮟咤ゲート", "お問い合わせ: +81 3 1234 5678", "Veldmarkは登録商標です。"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in the text:\n%s", want, words)
		}
	}
	if len(out.Bytes) > 40_000 {
		t.Errorf("the copy costs %d bytes", len(out.Bytes))
	}
}
