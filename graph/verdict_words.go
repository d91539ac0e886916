package graph

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/portico-prm/portico/internal/channel/training"
	"github.com/portico-prm/portico/internal/channel/training/badge"
)

// verifyWords are the words of the page that the public sees, in one language.
type verifyWords struct {
	lang, date, clock string
	months            []string
	states, says      map[string]string

	Title, Ask, Hint, Check, Unknown, UnknownSays                      string
	Holder, Unnamed, Issuer, Issued, Until, Code                       string
	For, Version, Made, File, CheckedAt, Badge, BadgeSays, Other, Keys string
}

// day is a date in words.
func (w *verifyWords) day(t time.Time) string {
	t = t.UTC()
	return fmt.Sprintf(w.date, t.Day(), w.months[t.Month()-1], t.Year())
}

// moment is a date with its time.
func (w *verifyWords) moment(t time.Time) string {
	return fmt.Sprintf(w.clock, w.day(t), t.UTC().Format("15:04"))
}

// badgeSays is the sentence under the verdict of a certification.
func (w *verifyWords) badgeSays(state string, b *badge.Badge, ended time.Time) string {
	switch training.State(state) {
	case training.Grace:
		return fmt.Sprintf(w.says[state], w.day(ended), w.day(b.CountsUntil()))
	case training.Valid:
		return w.says[state]
	case training.Issued:
		return fmt.Sprintf(w.says[state], w.day(b.IssuedAt))
	}
	return fmt.Sprintf(w.says[state], w.day(ended))
}

var (
	verifyTongues = []*verifyWords{&verifyEN, &verifyDE, &verifyFR}
	verifyMatch   = language.NewMatcher([]language.Tag{language.English, language.German, language.French})
)

// longestAccept is more than any browser sends; what is longer is not read.
const longestAccept = 200

// wordsFor are the words in the language that a reader's browser prefers.
func wordsFor(accept string) *verifyWords {
	if len(accept) > longestAccept {
		return &verifyEN
	}
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) == 0 {
		return &verifyEN
	}
	_, i, _ := verifyMatch.Match(wanted...)
	return verifyTongues[i]
}

var verifyEN = verifyWords{
	lang: "en", date: "%d %s %d", clock: "%s, %s UTC",
	months: strings.Fields("January February March April May June July August September October November December"),
	states: map[string]string{"VALID": "Valid", "EXPIRING": "Valid, ends soon", "GRACE": "Valid, renewal is due", "ISSUED": "Not valid yet",
		"EXPIRED": "Expired", "REVOKED": "Revoked", "CURRENT": "Current", "SUPERSEDED": "Superseded", "WITHDRAWN": "Withdrawn", "EXPIRED_COPY": "Out of date"},
	says: map[string]string{"VALID": "This certification holds.", "EXPIRING": "This certification holds. It ends on %s.",
		"GRACE": "This certification ended on %s and still counts until %s, while it is being renewed.", "ISSUED": "This certification begins on %s.",
		"EXPIRED": "This certification ended on %s and proves nothing any more.", "REVOKED": "The issuer took this certification back on %s. It proves nothing any more.",
		"CURRENT": "This is our document, and there is no newer one.", "SUPERSEDED": "This is our document, and there is a newer one. Ask who gave it to you for it.",
		"WITHDRAWN": "The vendor withdrew this document. Do not rely on it.", "EXPIRED_COPY": "The time of this document is over. Ask who gave it to you for a new one."},
	Title: "Verify", Ask: "Verify a certificate or a document", Hint: "The code that is printed on it, or the SHA-256 of the file", Check: "Verify",
	Unknown: "Not found", UnknownSays: "Nothing has this code. Compare it with what is printed: a certificate without an entry here is none of ours.",
	Holder: "Held by", Unnamed: "The holder has not published a name. Compare the certificate that you were shown.", Issuer: "Issued by", Issued: "Issued on", Until: "Valid until", Code: "Code",
	For: "Made for", Version: "Version", Made: "Made on", File: "File", CheckedAt: "As of", Badge: "Open Badge (JSON)",
	BadgeSays: "Programs can check it without this page:", Other: "Verify another one", Keys: "public keys of the issuer",
}

var verifyDE = verifyWords{
	lang: "de", date: "%d. %s %d", clock: "%s, %s Uhr UTC",
	months: strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
	states: map[string]string{"VALID": "Gültig", "EXPIRING": "Gültig, endet bald", "GRACE": "Gültig, Erneuerung steht an", "ISSUED": "Noch nicht gültig",
		"EXPIRED": "Abgelaufen", "REVOKED": "Widerrufen", "CURRENT": "Aktuell", "SUPERSEDED": "Überholt", "WITHDRAWN": "Zurückgezogen", "EXPIRED_COPY": "Nicht mehr gültig"},
	says: map[string]string{"VALID": "Diese Zertifizierung gilt.", "EXPIRING": "Diese Zertifizierung gilt. Sie endet am %s.",
		"GRACE": "Diese Zertifizierung endete am %s und zählt noch bis %s, solange sie erneuert wird.", "ISSUED": "Diese Zertifizierung beginnt am %s.",
		"EXPIRED": "Diese Zertifizierung endete am %s und belegt nichts mehr.", "REVOKED": "Der Aussteller hat diese Zertifizierung am %s widerrufen. Sie belegt nichts mehr.",
		"CURRENT": "Dieses Dokument stammt von uns, und es gibt kein neueres.", "SUPERSEDED": "Dieses Dokument stammt von uns, und es gibt ein neueres. Fragen Sie danach, wo Sie es bekommen haben.",
		"WITHDRAWN": "Der Hersteller hat dieses Dokument zurückgezogen. Verlassen Sie sich nicht darauf.", "EXPIRED_COPY": "Die Zeit dieses Dokuments ist vorbei. Fragen Sie nach einem neuen, wo Sie es bekommen haben."},
	Title: "Prüfen", Ask: "Zertifikat oder Dokument prüfen", Hint: "Der aufgedruckte Code oder die SHA-256 der Datei", Check: "Prüfen",
	Unknown: "Nicht gefunden", UnknownSays: "Diesen Code gibt es nicht. Vergleichen Sie ihn mit dem Aufdruck: Ein Zertifikat ohne Eintrag hier ist keines von uns.",
	Holder: "Inhaber", Unnamed: "Der Name ist nicht veröffentlicht. Vergleichen Sie das Zertifikat, das Ihnen gezeigt wurde.", Issuer: "Ausgestellt von", Issued: "Ausgestellt am", Until: "Gültig bis", Code: "Code",
	For: "Erstellt für", Version: "Version", Made: "Erstellt am", File: "Datei", CheckedAt: "Stand", Badge: "Open Badge (JSON)",
	BadgeSays: "Programme können es ohne diese Seite prüfen:", Other: "Weiteres prüfen", Keys: "öffentliche Schlüssel des Ausstellers",
}

var verifyFR = verifyWords{
	lang: "fr", date: "%d %s %d", clock: "%s, %s UTC",
	months: strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	states: map[string]string{"VALID": "Valable", "EXPIRING": "Valable, prend fin bientôt", "GRACE": "Valable, à renouveler", "ISSUED": "Pas encore valable",
		"EXPIRED": "Expirée", "REVOKED": "Révoquée", "CURRENT": "À jour", "SUPERSEDED": "Remplacé", "WITHDRAWN": "Retiré", "EXPIRED_COPY": "Périmé"},
	says: map[string]string{"VALID": "Cette certification est valable.", "EXPIRING": "Cette certification est valable. Elle prend fin le %s.",
		"GRACE": "Cette certification a pris fin le %s et compte encore jusqu’au %s, le temps de son renouvellement.", "ISSUED": "Cette certification commence le %s.",
		"EXPIRED": "Cette certification a pris fin le %s et ne prouve plus rien.", "REVOKED": "L’émetteur a révoqué cette certification le %s. Elle ne prouve plus rien.",
		"CURRENT": "Ce document vient de nous et il n’y en a pas de plus récent.", "SUPERSEDED": "Ce document vient de nous et il y en a un plus récent. Demandez-le à qui vous l’a remis.",
		"WITHDRAWN": "Le fournisseur a retiré ce document. Ne vous y fiez pas.", "EXPIRED_COPY": "Ce document n’a plus cours. Demandez-en un nouveau à qui vous l’a remis."},
	Title: "Vérifier", Ask: "Vérifier un certificat ou un document", Hint: "Le code imprimé dessus, ou le SHA-256 du fichier", Check: "Vérifier",
	Unknown: "Introuvable", UnknownSays: "Ce code n’existe pas. Comparez-le à ce qui est imprimé : un certificat sans entrée ici n’est pas des nôtres.",
	Holder: "Titulaire", Unnamed: "Le nom n’est pas publié. Comparez avec le certificat qui vous a été présenté.", Issuer: "Délivrée par", Issued: "Délivrée le", Until: "Valable jusqu’au", Code: "Code",
	For: "Fait pour", Version: "Version", Made: "Fait le", File: "Fichier", CheckedAt: "État au", Badge: "Open Badge (JSON)",
	BadgeSays: "Des programmes peuvent le vérifier sans cette page :", Other: "En vérifier un autre", Keys: "clés publiques de l’émetteur",
}
