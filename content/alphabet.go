package content

import (
	"fmt"
	"strings"

	"github.com/portico-prm/portico/content/problem"
)

// figures are what every language needs for addresses, dates and numbers.
const figures = `0123456789 .,:;!?()[]/&@+-–'"%#_=©®™€`

const latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// alphabets are the letters beyond plain Latin that names and texts of a
// language use. A language that is not listed is checked by its texts only.
var alphabets = map[string]string{
	"en": latin, "nl": latin + "éëïóöüèÉËÏÓÖÜ", "de": latin + "äöüßÄÖÜ„“", "fr": latin + "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’",
	"es": latin + "áéíñóúü¿¡ÁÉÍÑÓÚÜ", "it": latin + "àèéìòùÀÈÉÌÒÙ", "pt": latin + "ãáâàçéêíõóôúÃÁÂÀÇÉÊÍÕÓÔÚ", "sv": latin + "åäöÅÄÖ",
	"da": latin + "æøåÆØÅ", "nb": latin + "æøåÆØÅ", "fi": latin + "äöåÄÖÅ", "pl": latin + "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "cs": latin + "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
	"sk": latin + "áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ", "hu": latin + "áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "ro": latin + "ăâîșțĂÂÎȘȚ", "hr": latin + "čćđšžČĆĐŠŽ",
	"tr": latin + "çğıöşüÇĞİÖŞÜ", "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ",
	"ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ",
	"ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؟", "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی،؟", "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے،؟",
	"he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת", "hi": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह।", "bn": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ",
	"ta": "அஆஇஈஉஊஎஏஐஒஓஔகஙசஞடணதநபமயரலவழளறன", "th": "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาำเแโใไๆฯ",
	"ja": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー、。「」株式会社",
	"zh": "的一是在有限公司。，", "ko": "가나다라마바사아자차카타파하주식회사",
	"bg": "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ",
}

// alphabets refuses a font that lacks letters of a language, and warns of
// figures and signs that partners are likely to use.
func (c *compiler) alphabets(t *Template) {
	for _, e := range c.m.Brand.Fonts {
		var fonts fontList
		for _, file := range e.Value.All() {
			fonts = append(fonts, t.fonts[file])
		}
		for _, lang := range c.m.Languages.Available {
			where := "brand.fonts." + e.Name
			if lacks := fonts.lacks(alphabets[lang[:min(2, len(lang))]]); lacks != "" {
				c.say(where, "FONT_LETTERS", fmt.Sprintf("The font lacks letters of %s: %s.", lang, lacks), "Add a fallback font that has them.")
			}
		}
		if lacks := fonts.lacks(figures); lacks != "" {
			p := c.m.Problem("brand.fonts."+e.Name, "FONT_LETTERS", fmt.Sprintf("The font lacks %s.", lacks), "Add a fallback font that has them.")
			p.Severity = problem.Warning
			c.found = append(c.found, p)
		}
	}
}

// lacks are the characters that none of the fonts has.
func (l fontList) lacks(s string) string {
	var b strings.Builder
	for _, r := range s {
		if !l.has(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (l fontList) has(r rune) bool {
	for _, f := range l {
		if f.Covers(string(r)) {
			return true
		}
	}
	return false
}
