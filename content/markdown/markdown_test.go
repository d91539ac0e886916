package markdown_test

import (
	"strings"
	"testing"

	"github.com/portico-prm/portico/content/markdown"
)

func at(p string) string {
	if p == "media/rack.png" || p == "media/plan.pdf" {
		return "https://portal.example/course-file/" + p
	}
	return ""
}

func TestATextIsShownAsItsAuthorMeantIt(t *testing.T) {
	t.Parallel()
	const source = "# Why\n\nA *gateway* is **one** box.\n\n1. Rack it.\n2. Plug it.\n\n| Port | For |\n|---|---|\n| 1 | [WAN](https://edge.example/wan) |\n\n" +
		"![A rack](../media/rack.png)\n\nRead the [plan](../media/plan.pdf) or write to <help@edge.example>. Say `<b>` if you must.\n"
	got := markdown.Render("lessons", source, at)
	for _, want := range []string{"<h1>Why</h1>", "<em>gateway</em>", "<li>Rack it.</li>", "<td>1</td>",
		`<a href="https://edge.example/wan" rel="nofollow noreferrer">WAN</a>`, `<img src="https://portal.example/course-file/media/rack.png" alt="A rack">`,
		`href="https://portal.example/course-file/media/plan.pdf"`, "mailto:help@edge.example", "<code>&lt;b&gt;</code>"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if found := markdown.Check("lessons/why.md", source, func(p string) bool { return at(p) != "" }); found != nil {
		t.Errorf("a sound text: %v", found)
	}
}

// What could act is told to the author by line, and is not shown either way.
func TestNothingInATextActs(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ source, code, where string }{
		"a script":                {"Fine.\n\n<script>alert(1)</script>\n", "TEXT_SCRIPT", "lessons/a.md:3"},
		"a script within a line":  {"Fine.\nSo <script>alert(1)</script> is this.\n", "TEXT_SCRIPT", "lessons/a.md:2"},
		"an event":                {"One\n\n<p onclick=\"alert(1)\">x</p>\n", "TEXT_HTML", "lessons/a.md:3"},
		"a tag within a line":     {"a <img src=x onerror=alert(1)> b", "TEXT_HTML", "lessons/a.md:1"},
		"a link that runs":        {"a\n\n[x](javascript:alert(1))", "TEXT_LINK", "lessons/a.md:3"},
		"one that hides it":       {"[x](JaVaScRiPt:alert(1))", "TEXT_LINK", "lessons/a.md:1"},
		"one in angles":           {"[x](<javascript:alert(1)>)", "TEXT_LINK", "lessons/a.md:1"},
		"one by entity":           {"[x](javascript&#58;alert(1))", "TEXT_LINK", "lessons/a.md:1"},
		"data":                    {"[x](data:text/html;base64,PHNjcmlwdD4=)", "TEXT_LINK", "lessons/a.md:1"},
		"an automatic link":       {"<javascript:alert(1)>", "TEXT_LINK", "lessons/a.md:1"},
		"another host":            {"[x](//evil.example/a)", "TEXT_LINK", "lessons/a.md:1"},
		"plain http":              {"[x](http://evil.example/a)", "TEXT_LINK", "lessons/a.md:1"},
		"a path of the portal":    {"[x](/sign-out)", "TEXT_LINK", "lessons/a.md:1"},
		"a strange picture":       {"a\n\nb\n![x](https://evil.example/pixel.png)", "TEXT_PICTURE", "lessons/a.md:4"},
		"a picture that is data":  {"![x](data:image/svg+xml,<svg/onload=alert(1)>)", "TEXT_PICTURE", "lessons/a.md:1"},
		"a file that is missing":  {"![x](../media/none.png)", "TEXT_FILE_MISSING", "lessons/a.md:1"},
		"a file outside":          {"![x](../../etc/passwd)", "TEXT_FILE_OUTSIDE", "lessons/a.md:1"},
		"a reference that is one": {"[x][r]\n\n[r]: javascript:alert(1)\n", "TEXT_LINK", "lessons/a.md:1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := markdown.Check("lessons/a.md", tt.source, func(p string) bool { return at(p) != "" })
			if len(found) == 0 || found[0].Code != tt.code || found[0].Where != tt.where || found[0].Fix == "" {
				t.Errorf("found %v, want %s at %s", found, tt.code, tt.where)
			}
			got := strings.ToLower(markdown.Render("lessons", tt.source, at))
			for _, bad := range []string{"<script", "onclick", "onerror", "href=\"javascript", "href=\"data", "evil.example", "passwd", "sign-out", "<img"} {
				if strings.Contains(got, bad) && !strings.Contains(got, "&lt;") {
					t.Errorf("%s is shown: %s", bad, got)
				}
			}
		})
	}
}

func TestATextTooLargeOrTooDeepIsRefusedAndShownPlain(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ source, code string }{
		"too long":        {strings.Repeat("word ", markdown.MaxText), "TEXT_TOO_LONG"},
		"quotes in quote": {strings.Repeat(">", 5000) + " x", "TEXT_TOO_DEEP"},
		"lists in lists":  {strings.Repeat("- ", 5000) + "x", "TEXT_TOO_DEEP"},
		"no UTF-8":        {"caf\xe9", "TEXT_ENCODING"},
	} {
		if found := markdown.Check("a.md", tt.source, nil); !found.Has(tt.code) {
			t.Errorf("%s: %v", name, found)
		}
	}
	if got := markdown.Render("", strings.Repeat(">", 5000)+" <b>", at); !strings.HasPrefix(got, "<pre>&gt;") || !strings.HasSuffix(got, "&lt;b&gt;</pre>") {
		t.Errorf("%.80s", got)
	}
}

func FuzzRenderNeverActs(f *testing.F) {
	for _, s := range []string{"<script>alert(1)</script>", "[a](javascript:x)", "![a](x)", "> - 1. `a`\n\n|a|\n|-|\n|b|", "&lt;script&gt;", "<a href='j&#x61;vascript:x'>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		got := strings.ToLower(markdown.Render("lessons", source, at))
		for _, bad := range []string{"<script", "<iframe", "<svg", " onerror=", "href=\"javascript", "src=\"data", "<style"} {
			for rest := got; ; {
				i := strings.Index(rest, bad)
				if i < 0 {
					break
				}
				if strings.HasPrefix(bad, "<") || strings.LastIndexByte(rest[:i], '<') > strings.LastIndexByte(rest[:i], '>') {
					t.Fatalf("%q becomes %q", source, got)
				}
				rest = rest[i+1:]
			}
		}
		markdown.Check("a.md", source, func(string) bool { return false })
	})
}
