package graph

import (
	"fmt"
	"math"
	"net/http"

	"github.com/portico-prm/portico/content/rule"
	"github.com/portico-prm/portico/internal/base/fault"
	"github.com/portico-prm/portico/internal/channel/cobrand"
)

// pageWords are the words of our own small pages, in one language. A number
// stands behind its word, so that no language has to decline.
type pageWords struct {
	Lang                                             string
	SignIn, Portal, Email, Password, Company         string
	SetPassword, PasswordHint                        string
	Library, Vendor, SignOut, Nothing, Version       string
	Format, Language, Make                           string
	Needed, Met, MetAlready, NotYet, Back, Open, Did string
	Minutes                                          string

	refusals map[string]string // by code; what is not here is said in English
}

// pageWordsFor are the words that a reader's browser prefers.
func pageWordsFor(r *http.Request) *pageWords {
	return pageTongues[wordsFor(r.Header.Get("Accept-Language")).lang]
}

// notedIn is a sentence with the language that it is in.
type notedIn struct{ Lang, Text string }

// refusal says an error to a reader. What broke on our side is not told.
func (w *pageWords) refusal(err error) notedIn {
	code := fault.CodeOf(err)
	if k := fault.KindOf(err); k == fault.Internal || k == fault.OK {
		code, err = "INTERNAL", error(fault.New(fault.Internal, "Something broke on our side. Try again."))
	}
	text := w.refusals[code]
	switch {
	case text == "":
		return notedIn{"en", err.Error()}
	case code == "SIGN_IN_LIMIT":
		text = fmt.Sprintf(text, minutesOf(err))
	}
	return notedIn{w.Lang, text}
}

// minutesOf is for how long a caller has to wait.
func minutesOf(err error) int {
	for _, f := range fault.All(err) {
		return max(1, int(math.Ceil(f.Retry.Minutes())))
	}
	return 1
}

// offerSheet is a template as a page shows it.
type offerSheet struct {
	*cobrand.Offer
	Words *pageWords
}

// Title is in the reader's language, if the template has one.
func (o offerSheet) Title() string {
	if t := o.Manifest.Title[o.Words.Lang]; t != "" {
		return t
	}
	return o.Manifest.Title[o.Manifest.Languages.Default]
}

// Decided is the decision with the words around it; nil without one.
func (o offerSheet) Decided() *decisionSheet {
	if o.Decision == nil {
		return nil
	}
	return &decisionSheet{*o.Decision, o.Words}
}

// decisionSheet is a decision as a page shows it. Its sentences are in the
// reader's language already.
type decisionSheet struct {
	rule.Decision
	Words *pageWords
}

var pageTongues = map[string]*pageWords{"en": &pageEN, "de": &pageDE, "fr": &pageFR}

var pageEN = pageWords{Lang: "en",
	SignIn: "Sign in", Portal: "Partner portal", Email: "E-mail", Password: "Password", Company: "Company (short name)",
	SetPassword: "Set a password", PasswordHint: "At least 15 characters. Four unrelated words make a good one.",
	Library: "Library", Vendor: "Vendor", SignOut: "Sign out", Nothing: "Nothing is published for you yet.", Version: "Version",
	Format: "Format", Language: "Language", Make: "Download with my logo",
	Needed: "Needed: %s. You have: %s.", Met: "needed: %s", MetAlready: "What is met already", NotYet: "Not yet", Back: "Back to the library", Open: "open", Did: "met",
	Minutes: "%d min"}

var pageDE = pageWords{Lang: "de",
	SignIn: "Anmelden", Portal: "Partnerportal", Email: "E-Mail", Password: "Passwort", Company: "Firma (Kurzname)",
	SetPassword: "Passwort festlegen", PasswordHint: "Mindestens 15 Zeichen. Vier Wörter, die nichts miteinander zu tun haben, ergeben ein gutes.",
	Library: "Bibliothek", Vendor: "Hersteller", SignOut: "Abmelden", Nothing: "Für Sie ist noch nichts veröffentlicht.", Version: "Version",
	Format: "Format", Language: "Sprache", Make: "Mit meinem Logo herunterladen",
	Needed: "Nötig: %s. Sie haben: %s.", Met: "nötig: %s", MetAlready: "Was schon erfüllt ist", NotYet: "Noch nicht", Back: "Zurück zur Bibliothek", Open: "offen", Did: "erfüllt",
	Minutes: "%d Min.",
	refusals: map[string]string{
		"SIGN_IN_REFUSED": "E-Mail und Passwort passen nicht. Prüfen Sie beides; wenn Sie zu mehreren Firmen gehören, nennen Sie die eine.",
		"SIGN_IN_LIMIT":   "Zu viele Versuche, sich anzumelden. Versuchen Sie es später wieder; Wartezeit in Minuten: %d.",
		"SIGN_IN_BUSY":    "Gerade melden sich viele an. Versuchen Sie es in einigen Sekunden wieder.",
		"LINK_REFUSED":    "Dieser Link gilt nicht oder nicht mehr. Bitten Sie eine Administratorin oder einen Administrator Ihrer Firma um einen neuen.",
		"TOO_LONG":        "Dieses Passwort ist zu lang. Es darf höchstens 128 Zeichen haben.",
		"TOO_SHORT":       "Dieses Passwort ist zu kurz. Es braucht 15 Zeichen; vier Wörter, die nichts miteinander zu tun haben, ergeben ein gutes.",
		"FORMAT":          "Dieses Passwort hat Zeichen, die sich nicht wieder tippen lassen. Nehmen Sie Buchstaben, Ziffern, Satzzeichen und Leerzeichen.",
		"GUESSABLE":       "Dieses Passwort besteht aus bekannten Wörtern, Namen, Daten oder Tastenfolgen, die Angreifer zuerst versuchen. Nehmen Sie vier oder mehr Wörter, die nichts miteinander zu tun haben, oder ein Programm für Passwörter.",
		"INTERNAL":        "Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal.",
	}}

var pageFR = pageWords{Lang: "fr",
	SignIn: "Se connecter", Portal: "Portail partenaires", Email: "E-mail", Password: "Mot de passe", Company: "Entreprise (nom court)",
	SetPassword: "Choisir un mot de passe", PasswordHint: "Au moins 15 caractères. Quatre mots sans rapport entre eux en font un bon.",
	Library: "Bibliothèque", Vendor: "Fournisseur", SignOut: "Se déconnecter", Nothing: "Rien n’est encore publié pour vous.", Version: "Version",
	Format: "Format", Language: "Langue", Make: "Télécharger avec mon logo",
	Needed: "Requis : %s. Vous avez : %s.", Met: "requis : %s", MetAlready: "Ce qui est déjà rempli", NotYet: "Pas encore", Back: "Retour à la bibliothèque", Open: "ouvert", Did: "rempli",
	Minutes: "%d min",
	refusals: map[string]string{
		"SIGN_IN_REFUSED": "L’e-mail et le mot de passe ne correspondent pas. Vérifiez les deux ; si vous appartenez à plusieurs entreprises, indiquez laquelle.",
		"SIGN_IN_LIMIT":   "Trop d’essais de connexion. Réessayez plus tard ; attente en minutes : %d.",
		"SIGN_IN_BUSY":    "Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques secondes.",
		"LINK_REFUSED":    "Ce lien n’est pas ou n’est plus valable. Demandez-en un nouveau à un administrateur de votre entreprise.",
		"TOO_LONG":        "Ce mot de passe est trop long. Il peut avoir 128 caractères au plus.",
		"TOO_SHORT":       "Ce mot de passe est trop court. Il lui faut 15 caractères ; quatre mots sans rapport entre eux en font un bon.",
		"FORMAT":          "Ce mot de passe a des caractères qui ne peuvent pas être retapés. Utilisez des lettres, des chiffres, des signes et des espaces.",
		"GUESSABLE":       "Ce mot de passe est fait de mots, de noms, de dates ou de suites de touches connus, que les attaquants essaient d’abord. Utilisez au moins quatre mots sans rapport entre eux, ou un gestionnaire de mots de passe.",
		"INTERNAL":        "Une erreur s’est produite de notre côté. Réessayez.",
	}}
