package bank_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/portico-prm/portico/internal/channel/training/bank"
)

// packed is an archive of the named files.
func packed(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsNoBankIsRefusedWhole(t *testing.T) {
	t.Parallel()
	bomb := `<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz><question type="truefalse"><name><text>&b;</text></name></question></quiz>`
	outside := `<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>`
	deep := "<quiz>" + strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200) + "</quiz>"
	huge := packed(t, map[string]string{"a.xml": "<assessmentItem>" + strings.Repeat(" ", bank.MaxUnpacked) + "</assessmentItem>"})
	tests := map[string]struct {
		format bank.Format
		in     string
		want   string
	}{
		"entities that grow":         {bank.Moodle, bomb, "XML_ENTITIES"},
		"an entity that reads files": {bank.Moodle, outside, "XML_ENTITIES"},
		"the same in an item":        {bank.QTI, strings.ReplaceAll(bomb, "quiz", "assessmentItem"), "XML_ENTITIES"},
		"an entity of nobody":        {bank.Moodle, "<quiz><question>&who;</question></quiz>", "BANK_BROKEN"},
		"too deep":                   {bank.Moodle, deep, "XML_DEPTH"},
		"too much in one question":   {bank.Moodle, "<quiz><question type='essay'>" + strings.Repeat("<a/>", 20_000) + "</question></quiz>", "XML_SIZE"},
		"an archive that grows":      {bank.QTI, string(huge), "ARCHIVE_TOO_LARGE"},
		"half an archive":            {bank.QTI, string(huge[:100]), "BANK_BROKEN"},
		"an archive of nothing":      {bank.QTI, string(packed(t, map[string]string{"readme.txt": "x"})), "BANK_EMPTY"},
		"not closed":                 {bank.Moodle, "<quiz><question type='x'>", "BANK_BROKEN"},
		"closed otherwise":           {bank.Moodle, "<quiz><question type='x'></quiz></question>", "BANK_BROKEN"},
		"the end within":             {bank.Moodle, "<quiz>", "BANK_BROKEN"},
		"another format":             {bank.Moodle, "<questestinterop/>", "BANK_FORMAT"},
		"QTI 3":                      {bank.QTI, "<qti-assessment-item/>", "BANK_FORMAT"},
		"a format of nobody":         {"CSV", "a,b", "BANK_FORMAT"},
		"nothing":                    {bank.GIFT, "", "BANK_EMPTY"},
		"no text":                    {bank.GIFT, "\x00\x01", "BANK_BROKEN"},
		"too large":                  {bank.GIFT, strings.Repeat(" ", bank.MaxBytes+1), "BANK_TOO_LARGE"},
	}
	for name, tt := range tests {
		if _, err := bank.Read(tt.format, []byte(tt.in)); codes(err) != tt.want {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

func TestTenThousandQuestionsAreTakenAndOneMoreIsRefused(t *testing.T) {
	t.Parallel()
	most := strings.Repeat("Is it so?{T}\n\n", bank.MaxQuestions)
	if r := read(t, bank.GIFT, most); len(r.Questions) != bank.MaxQuestions {
		t.Errorf("%d questions", len(r.Questions))
	}
	_, err := bank.Read(bank.GIFT, []byte(most+"And this?{T}\n\nAnd this?{}"))
	if codes(err) != "TOO_MANY_QUESTIONS" || !strings.Contains(err.Error(), "10002") || !strings.Contains(err.Error(), "10000") {
		t.Errorf("two more: %v", err)
	}
	one := `<question type="truefalse"><questiontext><text>So?</text></questiontext><answer fraction="100"><text>true</text></answer></question>`
	if _, err := bank.Read(bank.Moodle, []byte("<quiz>"+strings.Repeat(one, bank.MaxQuestions+1)+"</quiz>")); codes(err) != "TOO_MANY_QUESTIONS" {
		t.Errorf("Moodle: %v", err)
	}
}

// Names in an archive are only shown, and a broken file spoils no other.
func TestAnArchiveIsReadFileByFile(t *testing.T) {
	t.Parallel()
	sound := item(declared("single", "string", right("x")), `<textEntryInteraction responseIdentifier="R"/>`, matched)
	r, err := bank.Read(bank.QTI, packed(t, map[string]string{
		"../../etc/a.xml": sound, "b.xml": "<assessmentItem><p>", "imsmanifest.xml": "<manifest/>", "test.xml": `<assessmentTest><assessmentItemRef href="c.xml"/></assessmentTest>`, "c.xml": sound + "<!-- more -->"}))
	if err != nil || len(r.Questions) != 2 || r.Skipped != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	if n := r.Notes[0]; n.File != "b.xml" || n.Code != "FILE_BROKEN" || !strings.Contains(n.Message, "does not end") {
		t.Errorf("%+v", n)
	}
	if q := r.Questions[0]; q.File != "../../etc/a.xml" || q.Name != "T" {
		t.Errorf("%+v", q)
	}
}
