// Package texttest holds a sample of each script that a template may be in, and
// finds the fonts and the tools that tests of text hold Portico against.
package texttest

// Sample is one line in a script, with a font that can set it.
type Sample struct {
	Name     string
	Language string
	Text     string
	Font     string // as a template names it, or a file of a Debian package
	Package  string // that brings it; empty for the fonts of Portico
}

// Samples are the scripts of the promise, with what is hard in each: kerning
// and ligatures, marks, joined letters with figures and brackets between them,
// letters that change their order, signs beyond the first plane.
var Samples = []Sample{
	{"Latin", "en", "AVATAR To Wa. office affluent fjord, Příliš žluťoučký", Latin, ""},
	{"Greek", "el", "Ελληνικά: Ψηφιακή ασφάλεια για κάθε επιχείρηση", Latin, ""},
	{"Cyrillic", "ru", "Надёжная сеть для вашего предприятия № 1", Latin, ""},
	{"Arabic", "ar", "شبكة آمنة لأعمالكم منذ عام 2019 (السلام عليكم)", "noto:arabic", ""},
	{"Hebrew", "he", "רשת מאובטחת לעסק שלך מאז 2019, שָׁלוֹם", "noto:hebrew", ""},
	{"Devanagari", "hi", "आपके व्यवसाय के लिए सुरक्षित नेटवर्क, क्षत्रिय ज्ञान", "noto:devanagari", ""},
	{"Bengali", "bn", "আপনার ব্যবসার জন্য নিরাপদ নেটওয়ার্ক", "noto:bengali", ""},
	{"Tamil", "ta", "உங்கள் வணிகத்திற்கான பாதுகாப்பான வலையமைப்பு", "noto:tamil", ""},
	{"Thai", "th", "เครือข่ายที่ปลอดภัยสำหรับธุรกิจของคุณ น้ำ", "noto:thai", ""},
	{"Chinese", "zh", "为您的企业打造安全可靠的网络，吉祥如意", "DroidSansFallbackFull.ttf", "fonts-droid-fallback"},
	{"Japanese", "ja", "𠮟られないネットワークを。株式会社エッジ", "ipagp.ttf", "fonts-ipafont-gothic"},
	{"Korean", "ko", "귀사를 위한 안전한 네트워크 솔루션", "NanumBarunGothic.ttf", "fonts-nanum"},
}

// Latin is the font of the shipped kits; it helps the others out with figures
// and signs.
const Latin = "fonts/Manrope-Regular.ttf"
