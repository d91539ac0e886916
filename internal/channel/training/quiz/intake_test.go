package quiz_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/portico-prm/portico/internal/channel/training/bank"
	"github.com/portico-prm/portico/internal/channel/training/quiz"
	"github.com/portico-prm/portico/internal/testkit"
)

// draftPool is an empty pool of a new draft.
func draftPool(w *testkit.World, key string) *quiz.Pool {
	w.T.Helper()
	s := quiz.Usual
	s.Locale, s.Title = "en", quiz.Texts{"en": key}
	v, err := w.Quizzes.Draft(w.System(), key, s)
	w.Must(err)
	p, err := w.Quizzes.SavePool(w.System(), quiz.PoolEdit{Version: v.ID, Name: "All"})
	w.Must(err)
	return p
}

// bomb is a zip whose one member grows to so many bytes.
func bomb(t *testing.T, name, around string, size int) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	f, err := z.Create(name)
	if err == nil {
		_, err = fmt.Fprintf(f, around, strings.Repeat(" ", size))
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = z.Close()
	return out.Bytes()
}

// ballooning is YAML that is small and would be large: each line names the one
// before ten times.
func ballooning() []byte {
	out := "apiVersion: quiz/v1\nkey: k\nlocale: en\na0: &a0 [x]\n"
	for i := 1; i < 12; i++ {
		out += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	return []byte(out)
}

// Every file that is made to harm its reader is refused with a code, the pool
// stays as it was, and the next author is served.
func TestHostileFilesLeaveTheServerAlive(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	pool := draftPool(w, "hostile")
	entities := "<!DOCTYPE quiz [<!ENTITY a \"aaaaaaaaaa\">]><quiz><question type=\"truefalse\"><name><text>&a;</text></name></question></quiz>"
	outside := "<!DOCTYPE quiz [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><quiz>&a;</quiz>"
	for name, tt := range map[string]struct {
		format bank.Format
		file   []byte
		code   string
	}{
		"entities that grow":         {bank.Moodle, []byte(entities), "XML_ENTITIES"},
		"an entity that reads files": {bank.Moodle, []byte(outside), "XML_ENTITIES"},
		"elements 200 deep":          {bank.Moodle, []byte("<quiz>" + strings.Repeat("<a>", 200)), "XML_DEPTH"},
		"elements a million deep":    {bank.QTI, []byte(strings.Repeat("<assessmentItem>", 1<<20)), "XML_DEPTH"},
		"a zip that grows":           {bank.QTI, bomb(t, "a.xml", "<assessmentItem>%s</assessmentItem>", bank.MaxUnpacked), "ARCHIVE_TOO_LARGE"},
		"10,002 questions":           {bank.GIFT, []byte(strings.Repeat("So?{T}\n\n", bank.MaxQuestions+2)), "TOO_MANY_QUESTIONS"},
		"braces without end":         {bank.GIFT, []byte(strings.Repeat("{", 19<<20)), "OK"},
		"no text at all":             {bank.GIFT, make([]byte, 19<<20), "BANK_BROKEN"},
		"a format of nobody":         {"CSV\x00GIFT", []byte("So?{T}"), "BANK_FORMAT"},
		"larger than any":            {bank.GIFT, make([]byte, bank.MaxBytes+1), "BANK_TOO_LARGE"},
	} {
		_, err := w.Quizzes.Import(w.System(), quiz.Import{Pool: pool.ID, Format: tt.format, File: tt.file})
		w.Wants(name, err, tt.code)
	}
	for name, file := range map[string][]byte{"a quiz file that grows": ballooning(), "lists 10,000 deep": []byte("key: " + strings.Repeat("[", 10_000)),
		"no YAML": []byte("{{{"), "1 MB of dashes": []byte(strings.Repeat("- ", 1<<19))} {
		if v, err := w.Quizzes.ImportFile(w.System(), file); err == nil || testkit.CodeOf(err) == "INTERNAL" {
			t.Errorf("%s: taken %v, %s (%v)", name, v != nil, testkit.CodeOf(err), err)
		}
	}
	if n := w.Count("question", ""); n != 0 {
		t.Errorf("%d questions are left", n)
	}
	got, err := w.Quizzes.Import(w.System(), quiz.Import{Pool: pool.ID, Format: bank.GIFT, File: []byte("Is it so?{T}")})
	w.Wants("a good file afterwards", err, "OK")
	if got == nil || got.Taken != 1 {
		t.Errorf("it brings %+v", got)
	}
}

// Course folders are read in a worker, too.
func TestHostileCourseFoldersLeaveTheServerAlive(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	for name, tt := range map[string]struct {
		file []byte
		code string
	}{
		"a manifest that grows": {testkit.Zipped(t, map[string]string{"course.yaml": strings.Replace(string(ballooning()), "quiz/v1", "course/v1", 1)}), ""},
		"lists 10,000 deep":     {testkit.Zipped(t, map[string]string{"course.yaml": "key: " + strings.Repeat("[", 10_000)}), ""},
		"a zip that grows":      {bomb(t, "course.yaml", "apiVersion: course/v1\n#%s", 300<<20), ""},
		"a path that climbs":    {testkit.Zipped(t, map[string]string{"../../etc/course.yaml": "x"}), "COURSE_ZIP"},
		"no zip":                {[]byte("PK but not really"), "COURSE_ZIP"},
	} {
		v, err := w.Courses.Import(w.System(), tt.file)
		if code := testkit.CodeOf(err); v != nil || code == "OK" || code == "INTERNAL" || tt.code != "" && code != tt.code {
			t.Errorf("%s: taken %v, %s (%v), want %s", name, v != nil, code, err, tt.code)
		}
	}
	if n := w.Count("course", ""); n != 0 {
		t.Errorf("%d courses are left", n)
	}
}

// A worker that dies in the middle of a bank is a refusal of this bank: nothing
// of it is there, the server serves on, and the same file is taken by the next.
func TestAWorkerThatIsKilledInTheMiddleLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := testkit.New(t)
	mark := fmt.Sprintf("victim-%d", os.Getpid())
	w.Quizzes = quiz.NewService(w.Gate, w.Learning, testkit.Workers(t, mark))
	one := "<question type=\"truefalse\"><questiontext><text>" + strings.Repeat("So? ", 100) + "</text></questiontext><answer fraction=\"100\"><text>true</text></answer></question>"
	large := quiz.Import{Format: bank.Moodle, File: []byte("<quiz>" + strings.Repeat(one, 4_999) + "</quiz>")}
	for attempt := range 20 {
		large.Pool = draftPool(w, fmt.Sprintf("killed-%d", attempt)).ID
		before := w.Count("question", "")
		err := importWhileKilled(t, w, large, mark)
		if err == nil {
			continue // on a busy machine the bank may be read before the blow falls
		}
		w.Wants("while its worker dies", err, "UPLOAD_TOO_COMPLEX") // kill -9 is how the kernel ends what takes too much
		if n := w.Count("question", ""); n != before {
			t.Errorf("%d questions are left", n-before)
		}
		got, err := w.Quizzes.Import(w.System(), large)
		w.Wants("the same once more", err, "OK")
		if got == nil || got.Taken != 4_999 || w.Count("question", "") != before+4_999 {
			t.Errorf("it brings %+v", got)
		}
		return
	}
	t.Fatal("no worker was killed in the middle")
}

// importWhileKilled imports a bank and kills the worker that reads it, once it has
// worked for some hundredths of a second.
func importWhileKilled(t *testing.T, w *testkit.World, in quiz.Import, mark string) error {
	t.Helper()
	pid := marked(t, mark)
	idle := ticks(pid)
	done := make(chan error, 1)
	go func() {
		_, err := w.Quizzes.Import(w.System(), in)
		done <- err
	}()
	for {
		select {
		case err := <-done:
			return err
		case <-time.After(time.Millisecond):
		}
		if ticks(pid) >= idle+3 {
			_ = syscall.Kill(pid, syscall.SIGKILL)
			return <-done
		}
	}
}

// marked waits for the worker with a mark at the end of its command line.
func marked(t *testing.T, mark string) int {
	t.Helper()
	for t.Context().Err() == nil {
		found, _ := filepath.Glob("/proc/[0-9]*/cmdline")
		for _, name := range found {
			line, _ := os.ReadFile(name)
			if bytes.HasSuffix(bytes.TrimRight(line, "\x00"), []byte("\x00"+mark)) {
				pid, _ := strconv.Atoi(strings.Split(name, "/")[2])
				return pid
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatal("no worker was found to kill")
	return 0
}

// ticks is the processor time of a process, in hundredths of a second.
func ticks(pid int) int {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := bytes.Cut(stat, []byte(") "))
	f := strings.Fields(string(rest))
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(f[11])
	own, _ := strconv.Atoi(f[12])
	return user + own
}

// What the walls cost: the same bank read in this process and in a worker.
func BenchmarkReadingABank(b *testing.B) {
	pool := testkit.Workers(b, "bench")
	for _, n := range []int{1, 100, 10_000} {
		file := []byte(strings.Repeat("Which way is up? {=North ~South#No. ~West ~East}\n\n", n))
		b.Run(fmt.Sprintf("here/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := bank.Read(bank.GIFT, file); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("worker/%d", n), func(b *testing.B) {
			for b.Loop() {
				raw, err := pool.Do(b.Context(), "question-bank", bank.Order(bank.GIFT, file))
				if err == nil {
					_, err = bank.ReadAnswer(raw)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
