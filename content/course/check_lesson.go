package course

import (
	"fmt"
	"slices"
	"strings"
)

func (c *checker) lesson(path string, l *Lesson) {
	c.texts(path+".title", l.Title, maxTitle, true)
	if l.Minutes < 1 || l.Minutes > 2400 {
		c.say(path+".minutes", "LESSON_MINUTES", fmt.Sprintf("The lesson takes %d minutes.", l.Minutes), "Say how long it takes, 1 to 2400 minutes.")
	}
	c.foreign(path, l)
	switch l.Kind {
	case Text, Task:
		if strings.TrimSpace(l.Body[c.o.Locale]) == "" {
			c.say(path, "TEXT_MISSING", fmt.Sprintf("The lesson has no text in %q, the course's own language.", c.o.Locale), "Write lessons/"+l.Key+".md.")
		}
	case FileOf, Video:
		c.shown(path, l)
	case Quiz:
		if l.Quiz != "" {
			c.key(path+".quiz", l.Quiz)
		}
	case Session:
	default:
		c.say(path+".kind", "LESSON_KIND", fmt.Sprintf("There is no kind of lesson %q.", l.Kind), "Use TEXT, FILE, VIDEO, QUIZ, TASK or SESSION.")
	}
	c.belongs(path, l)
}

// foreign are bodies in languages that the course does not have.
func (c *checker) foreign(path string, l *Lesson) {
	for locale := range l.Body {
		if !slices.Contains(c.o.Locales, locale) {
			c.say(path, "COURSE_LOCALES", fmt.Sprintf("There is a text in %.40q, which is not among the languages of the course.", locale), "Add the language to locales, or remove the text.")
		}
	}
}

// shown: a file or a film comes from the course or from the library.
func (c *checker) shown(path string, l *Lesson) {
	switch {
	case (l.File == "") == (l.Asset == ""):
		c.say(path, "LESSON_FILE", "The lesson shows one file.", "Give file (one of media/) or asset (a slug of the library), and not both.")
	case l.File != "" && !c.has(l.File):
		c.say(path+".file", "TEXT_FILE_MISSING", fmt.Sprintf("There is no file %.80q in the course.", l.File), "Put it there, or correct the path.")
	}
}

// belongs refuses what the kind of the lesson has no use for.
func (c *checker) belongs(path string, l *Lesson) {
	shows := l.Kind == FileOf || l.Kind == Video
	switch {
	case !shows && l.File+l.Asset != "":
		c.say(path, "LESSON_FILE", fmt.Sprintf("A lesson of the kind %s shows no file.", l.Kind), "Remove file and asset, or make it a FILE or VIDEO.")
	case l.Kind == Quiz && l.Quiz == "":
		c.say(path, "LESSON_QUIZ", "The lesson names no quiz.", "Give the key of the quiz.")
	case l.Kind != Quiz && l.Quiz != "":
		c.say(path+".quiz", "LESSON_QUIZ", fmt.Sprintf("A lesson of the kind %s has no quiz.", l.Kind), "Remove quiz, or make it a QUIZ.")
	}
}
