package problem

const (
	deExportSVG = "Exportieren Sie das Logo noch einmal als einfaches SVG"
	deLook      = "Sehen Sie sich die Vorschau an; wenn etwas fehlt, exportieren Sie noch einmal."
	deFine      = "Nichts zu tun, wenn die Vorschau richtig aussieht."
)

var german = map[string]Words{
	// Dateien.
	"EMPTY":             {"Die Datei ist leer.", "Wählen Sie ein SVG, PDF, PNG oder JPEG."},
	"FILE_TOO_LARGE":    {"Die Datei hat {have} Bytes; höchstens {most} werden angenommen.", "Exportieren Sie sie kleiner, ein Logo am besten als SVG."},
	"LOGO_TYPE":         {"Die Datei ist vom Typ {type}, der nicht angenommen wird; angenommen werden SVG, PDF, Illustrator (mit PDF-Inhalt gesichert), PNG, JPEG und WebP.[ Ihr Name endet auf .{extension}, aber der Inhalt entscheidet.]", "Öffnen Sie sie in dem Programm, mit dem sie gezeichnet wurde, und exportieren Sie sie als SVG."},
	"LOGO_TYPE unknown": {"Die Datei ist von unbekanntem Typ, der nicht angenommen wird; angenommen werden SVG, PDF, Illustrator (mit PDF-Inhalt gesichert), PNG, JPEG und WebP.[ Ihr Name endet auf .{extension}, aber der Inhalt entscheidet.]", ""},
	"LOGO_TYPE empty":   {"Die Datei ist leer; angenommen werden SVG, PDF, Illustrator (mit PDF-Inhalt gesichert), PNG, JPEG und WebP.", ""},
	"LOGO_TYPE gif":     {"", "Ein GIF hat 256 Farben und keine weichen Kanten. Sichern Sie das Logo als PNG oder besser als SVG."},
	"LOGO_TYPE bmp":     {"", "Öffnen Sie sie in einem Bildprogramm und sichern Sie sie als PNG."},
	"LOGO_TYPE tif":     {"", "Sichern Sie sie als PNG in voller Größe und mit Transparenz."},
	"LOGO_TYPE heic":    {"", "Das ist ein Fotoformat von Telefonen. Senden Sie das Original als SVG oder PNG, oder exportieren Sie das Foto als JPEG."},
	"LOGO_TYPE eps":     {"", "PostScript ist ein Programm und wird hier nie ausgeführt. Öffnen Sie die Datei in Illustrator (Datei > Speichern unter > SVG oder Adobe PDF), Affinity (Datei > Exportieren > SVG) oder Inkscape (Datei > Speichern unter > Einfaches SVG) und senden Sie das Ergebnis."},
	"LOGO_TYPE psd":     {"", "Sichern Sie sie als PNG mit Transparenz, mindestens 1.600 px breit."},
	"LOGO_TYPE ico":     {"", "Ein Icon ist für den Druck zu klein. Senden Sie das Logo als SVG oder als großes PNG."},
	"LOGO_TYPE svgz":    {"", "Entpacken Sie sie zuerst; ein SVGZ sichern Sie als einfaches SVG."},
	"LOGO_TYPE zip":     {"", "Entpacken Sie sie und senden Sie nur die Logodatei; aus Office exportieren Sie das Bild als SVG oder PNG."},
	"LOGO_TYPE html":    {"", "Senden Sie die Logodatei, die die Seite zeigt, nicht die Seite."},

	"LOGO_WRONG_EXTENSION":           {"Der Name endet auf .{extension}, aber die Datei ist {type}.", "Hier ist nichts zu tun; benennen Sie Ihre Kopie in .{usual} um."},
	"LOGO_TOO_LARGE":                 {"Die Datei hat {have} {what}; höchstens {most} werden angenommen.", "Verkleinern Sie das Bild: 2.000 px an der langen Seite reichen für jede Druckgröße."},
	"LOGO_TOO_LARGE bytes":           {"Die Datei hat {have} Bytes; höchstens {most} werden angenommen.", "Senden Sie ein SVG, oder ein PNG, das nicht größer ist als nötig: 2.000 px an der langen Seite reichen für jede Druckgröße."},
	"LOGO_TOO_LARGE pixels":          {"Die Datei hat {have} Pixel; höchstens {most} werden angenommen.", ""},
	"LOGO_TOO_LARGE pixels a side":   {"Eine Seite der Datei hat {have} Pixel; höchstens {most} werden angenommen.", ""},
	"LOGO_TOO_LARGE bytes to decode": {"Die Datei braucht entpackt {have} Bytes; höchstens {most} werden angenommen.", "Verkleinern Sie das Bild auf 2.000 px an der langen Seite, oder sichern Sie es mit 8 Bit je Kanal und nicht interlaced oder progressiv."},
	"LOGO_TOO_LARGE scans":           {"Die Datei hat {have} Durchläufe; höchstens {most} werden angenommen.", "Sichern Sie das JPEG noch einmal als Baseline-Datei (nicht progressiv)."},
	"LOGO_DAMAGED":                   {"Das Bild kann nicht gelesen werden: {cause}.", "Öffnen Sie es in einem Bildprogramm; sieht es dort richtig aus, sichern Sie es noch einmal als PNG. Sonst senden Sie das Original."},
	"LOGO_ANIMATED":                  {"Die Datei ist animiert; ein Logo im Druck steht still.", "Sichern Sie ein Bild davon als PNG oder SVG."},
	"LOGO_EMPTY":                     {"Das Bild zeigt nichts: Es ist ganz durchsichtig.", "Prüfen Sie, ob die Ebene mit dem Logo beim Sichern sichtbar war. Ein weißes Logo braucht einen transparenten Hintergrund."},
	"LOGO_EMPTY color":               {"Das Bild zeigt nichts: Alles hat die Farbe {color}.", ""},

	// Wie ein Logo aussieht.
	"LOGO_ASPECT wide":            {"Das Logo ist {times:tenth}-mal so breit wie hoch; in den meisten Feldern wird es sehr flach.", "Fügen Sie eine zweizeilige Variante hinzu (Zeichen über dem Namen)."},
	"LOGO_ASPECT tall":            {"Das Logo ist {times:tenth}-mal so hoch wie breit; in den meisten Feldern wird es sehr schmal.", "Fügen Sie eine breite Variante hinzu (Zeichen neben dem Namen)."},
	"LOGO_ASPECT unusable":        {"Die Logovariante {variant} hat keine brauchbare Form.", "Laden Sie das Logo noch einmal hoch."},
	"LOGO_LOW_RESOLUTION":         {"Das Logo selbst hat {width:plain} x {height:plain} px: im Druck scharf bis {sharpUpTo} mm.", "Senden Sie ein SVG, oder ein PNG mit mindestens {need} px an der langen Seite."},
	"LOGO_LOW_RESOLUTION blocked": {"Ihr Logo ist {pixelWidth} px breit. Hier wird es {width:length} breit gezeigt; dafür sind mindestens {needPixels} px nötig.", "Laden Sie ein SVG hoch, oder ein PNG mit {wantPixels} px oder mehr."},
	"LOGO_LOW_RESOLUTION soft":    {"Ihr Logo ist {pixelWidth} px breit und wird bei {width:length} etwas weich aussehen; {wantPixels} px wären scharf.", "Laden Sie ein SVG oder ein größeres PNG hoch, wenn Sie eines haben."},
	"LOGO_BUSY_BACKGROUND":        {"Das Logo steht auf einem Hintergrund aus vielen Farben (die häufigste bedeckt {share:percent} des Randes); darum wurde nichts beschnitten.", "Senden Sie es mit transparentem Hintergrund, als SVG oder PNG."},
	"LOGO_BACKGROUND":             {"Das Logo hat einen Hintergrund in {color}, der auf jeder anderen Farbe als Kasten zu sehen ist.", "Senden Sie es mit transparentem Hintergrund, als SVG oder PNG."},
	"LOGO_RESEMBLES":              {"Das Logo sieht aus wie ein Zeichen, das hier eine andere Firma benutzt.", "Ist es Ihres, so ist nichts zu tun: Die Markenprüfung entscheidet. Sonst senden Sie das Logo Ihrer eigenen Firma."},
	"LOGO_RESEMBLES vendor":       {"Das Logo sieht aus wie ein Zeichen des Herstellers.", "Senden Sie das Logo Ihrer eigenen Firma; das Zeichen des Herstellers steht schon in den Vorlagen."},

	// Sein Platz auf einer Seite.
	"LOGO_MISSING":               {"Es ist kein Logo da, das gezeigt werden könnte.", "Laden Sie unter Firma > Logos ein Logo hoch."},
	"ZONE_INVALID":               {"Das Feld für das Logo hat keine Größe.", "Berichtigen Sie seine Box in template.yaml."},
	"LOGO_TOO_SMALL_FOR_ZONE":    {"Ihr Logo wäre hier {width:length} breit und {height:length} hoch; lesbar ist es ab {minWidth:length} x {minHeight:length}.", "Laden Sie unter Firma > Logos eine {wanted:word} Version davon hoch."},
	"LOGO_BACKGROUND box":        {"Ihr Logo steht auf Papier (Farbe: {ground:word}), das hier als Kasten zu sehen ist.", "Senden Sie es mit transparentem Hintergrund, oder nehmen Sie unter Firma > Logos die Version ohne Papier."},
	"LOGO_BACKGROUND plate":      {"Ihr Logo steht auf Papier (Farbe: {ground:word}), das hier als Kasten zu sehen wäre; es wird auf einer Platte gezeigt (Farbe: {plate:word}).", "Senden Sie es mit transparentem Hintergrund, oder nehmen Sie unter Firma > Logos die Version ohne Papier."},
	"LOGO_LOW_CONTRAST":          {"Ihr Logo ist {logoColor:word}, und der Hintergrund ist hier {background:word}: Es ist kaum zu sehen.", "Fügen Sie unter Firma > Logos eine {counterpart:word} hinzu."},
	"LOGO_LOW_CONTRAST plate":    {"Ihr Logo ist {logoColor:word}, und der Hintergrund ist hier {background:word}: Es ist kaum zu sehen; es wird auf einer Platte gezeigt (Farbe: {plate:word}).", "Damit es ohne Platte geht, fügen Sie unter Firma > Logos eine {counterpart:word} hinzu."},
	"LOGO_LOW_CONTRAST accepted": {"{lost:percent} Ihres Logos heben sich um weniger als {min:ratio}:1 vom Hintergrund ab (er ist hier {background:word}).", "Wenn es schlecht zu lesen ist, fügen Sie unter Firma > Logos eine {counterpart:word} hinzu."},

	// Zeichnungen.
	"SVG_DAMAGED":        {"Die Datei ist kein wohlgeformtes SVG: {cause}.", deExportSVG + "; vielleicht wurde die Datei unterwegs abgeschnitten."},
	"SVG_ENCODING":       {"Die Datei sagt, sie sei in {what:quote} geschrieben.", "Sichern Sie sie als UTF-8."},
	"SVG_NOT_SVG":        {"Das äußerste Element ist <{what}>, nicht <svg>.", "Senden Sie die SVG-Datei selbst, nicht eine Seite, die sie zeigt."},
	"SVG_ENTITY":         {"Die Datei hat eine Dokumenttyp-Deklaration (<!{what}>), die anderen Inhalt verbergen kann.", "Löschen Sie alles von <!DOCTYPE bis zu seinem > mit einem Texteditor, oder exportieren Sie aus einer aktuellen Version des Zeichenprogramms."},
	"SVG_TOO_LARGE":      {"Die Datei hat {have} Bytes; höchstens {most} werden angenommen.", "Vereinfachen Sie die Zeichnung, oder entfernen Sie beim Export eingebettete Bitmaps und Editordaten."},
	"SVG_TOO_COMPLEX":    {"Die Zeichnung braucht mehr als die {most} {what:word}, die erlaubt sind.", "Vereinfachen Sie die Zeichnung: Pfade vereinen, wiederholte Symbole umwandeln, verborgene Ebenen entfernen."},
	"SVG_VIEWBOX":        {"Die Zeichnung misst {what}; Breite und Höhe müssen über 0 und höchstens {most} Einheiten sein.", "Passen Sie die Zeichenfläche an das Logo an und exportieren Sie noch einmal."},
	"SVG_RANGE":          {"Eine Form hat Koordinaten, die nicht gezeichnet werden können.", "Schieben Sie das Logo auf die Zeichenfläche und exportieren Sie noch einmal."},
	"SVG_EMPTY":          {"Die Zeichnung zeigt nichts.", "Prüfen Sie, ob die Ebenen mit dem Logo beim Export sichtbar sind."},
	"SVG_TEXT":           {"Die Zeichnung enthält Text ({what:quote}), dessen Schrift nicht in der Datei ist.", "Wandeln Sie den Text in Pfade um (Illustrator: Schrift > In Pfade umwandeln; Inkscape: Pfad > Objekt in Pfad umwandeln) und exportieren Sie noch einmal."},
	"SVG_FILTER":         {"Die Zeichnung benutzt einen Filtereffekt ({what}), der nicht als Pfad gezeichnet werden kann.", "Entfernen Sie Schatten, Unschärfen und Leuchten, oder senden Sie das Logo als PNG mit mindestens 1.600 px."},
	"SVG_PATTERN":        {"Die Zeichnung füllt eine Form mit einem Muster, dessen Kacheln sich berühren, oder zeichnet eine Linie damit.", "Wandeln Sie das Muster in Formen um (Illustrator: Objekt > Umwandeln) und exportieren Sie noch einmal."},
	"SVG_MARKER":         {"Die Zeichnung setzt Markierungen auf eine Linie.", "Wandeln Sie die Linie in einen Umriss um (Inkscape: Pfad > Kontur in Pfad umwandeln) und exportieren Sie noch einmal."},
	"SVG_FOREIGN_OBJECT": {"Die Zeichnung zeigt innen eine Webseite (<foreignObject>).", "Entfernen Sie sie, oder ersetzen Sie sie durch Formen."},
	"SVG_EXTERNAL":       {"Die Zeichnung verweist auf etwas außerhalb der Datei ({what}), das nie geholt wird.", "Betten Sie es beim Export ein, oder ersetzen Sie es durch Formen."},
	"SVG_BITMAP":         {"Eine Bitmap in der Zeichnung ist nicht brauchbar: {cause}.", "Betten Sie sie als PNG oder JPEG ein, oder ersetzen Sie sie durch Formen."},
	"SVG_CLIP":           {"Die Zeichnung benutzt einen Beschnitt von ungewöhnlicher Art ({what}).", "Nehmen Sie einen Beschneidungspfad, oder schneiden Sie die Formen zu, und exportieren Sie noch einmal."},
	"SVG_REFERENCE":      {"Ein Verweis ({what}) zeigt auf nichts oder auf sich selbst.", deLook},
	"SVG_PATH":           {"Der Umriss einer Form ist beschädigt und endet zu früh.", deLook},
	"SVG_SCRIPT":         {"Ein Skript ({what:word}) wurde entfernt.", deFine},
	"SVG_ANIMATION":      {"Eine Animation wurde entfernt; das Logo wird gezeigt, wie es in Ruhe ist.", deFine},
	"SVG_STYLE":          {"Eine Stilregel ({what:quote}) wurde nicht angewandt.", "Sehen Sie sich die Vorschau an; wenn Farben falsch sind, exportieren Sie mit Präsentationsattributen."},
	"SVG_HAS_BITMAP":     {"Die Zeichnung enthält eine Bitmap von {width:plain} x {height:plain} px, die im Druck nicht scharf bleibt.", "Senden Sie das Logo als Formen gezeichnet, wenn Sie es haben."},

	// Seiten.
	"PDF_TEXT":             {"Seite 1 enthält Text, dessen Buchstaben nicht als Formen gezeichnet sind.", "Wandeln Sie den Text in Pfade um (Illustrator: Schrift > In Pfade umwandeln; Affinity: In Kurven konvertieren) und sichern Sie noch einmal."},
	"PDF_PATTERN":          {"Seite 1 füllt eine Form mit einem Muster, dessen Kacheln sich berühren, oder zeichnet eine Linie damit.", "Wandeln Sie das Muster in Formen um (Illustrator: Objekt > Umwandeln) und sichern Sie noch einmal."},
	"PDF_SHADING":          {"Seite 1 hat einen Verlauf von einer Art, die nicht gezeichnet werden kann: ein Netz oder einen Freihandverlauf.", "Nehmen Sie lineare oder kreisförmige Verläufe, oder senden Sie das Logo als PNG mit mindestens 1.600 px."},
	"PDF_MASK":             {"Seite 1 benutzt eine Maske, deren Deckkraft eine Funktion verändert.", "Reduzieren Sie die Transparenz (Illustrator: Objekt > Transparenz reduzieren) und sichern Sie noch einmal."},
	"PDF_BITMAP":           {"Eine Bitmap auf Seite 1 ist so gepackt, dass sie nicht gelesen werden kann.", "Sichern Sie Bilder mit JPEG- oder ZIP-Kompression, oder ersetzen Sie sie durch Formen."},
	"PDF_BITMAP_TOO_LARGE": {"Eine Bitmap auf Seite 1 hat {width:plain} x {height:plain} px; höchstens {most} Pixel werden angenommen.", "Verkleinern Sie sie, oder ersetzen Sie sie durch Formen."},
	"PDF_HAS_BITMAP":       {"Das Logo enthält eine Bitmap von {width:plain} x {height:plain} px, die im Druck nicht scharf bleibt.", "Senden Sie das Logo als Formen gezeichnet, wenn Sie es haben."},
	"PDF_EMPTY":            {"Seite 1 zeigt nichts.", "Machen Sie die Ebenen mit dem Logo sichtbar und sichern Sie noch einmal."},
	"PDF_TOO_COMPLEX":      {"Seite 1 braucht mehr als die {most} {what:word}, die erlaubt sind.", "Vereinfachen Sie die Zeichnung: Pfade vereinen, wiederholte Symbole umwandeln, verborgene Ebenen entfernen."},
	"PDF_RANGE":            {"Eine Form hat Koordinaten, die nicht gezeichnet werden können.", "Schieben Sie das Logo auf die Zeichenfläche und sichern Sie noch einmal."},
	"PDF_PAGES":            {"Die Datei hat {pages} Seiten; das Logo wurde von Seite 1 genommen.", deFine},
	"PDF_ACTIVE_REMOVED":   {"Aktive Inhalte ({what}) wurden weggelassen.", deFine},
	"PDF_ILLUSTRATOR_ONLY": {"Die Illustrator-Datei wurde ohne PDF-Inhalt gesichert.", "Sichern Sie sie noch einmal mit der Option „PDF-kompatible Datei erstellen“, oder exportieren Sie sie als SVG."},

	// PDF-Dateien, die nicht gelesen werden können.
	"PDF_DAMAGED":          {"Die Datei kann nicht gelesen werden: {cause}.", "Exportieren Sie das Dokument noch einmal aus seiner Quelle."},
	"PDF_ENCRYPTED":        {"Die Datei ist mit einem Passwort gesperrt.", "Sichern Sie das Dokument ohne Passwort und laden Sie es noch einmal hoch."},
	"PDF_INFLATES_TOO_FAR": {"Die Datei wird entpackt größer als {limit} Bytes.", "Exportieren Sie das Dokument noch einmal aus seiner Quelle."},
	"PDF_NESTED_TOO_DEEP":  {"Die Datei schachtelt ihre Objekte tiefer als {limit} Ebenen.", "Exportieren Sie das Dokument noch einmal aus seiner Quelle."},
	"PDF_NOT_A_PDF":        {"Die Datei beginnt nicht wie ein PDF.", "Wählen Sie eine PDF-Datei."},
	"PDF_NO_PAGES":         {"Die Datei hat keine Seiten.", "Exportieren Sie das Dokument noch einmal aus seiner Quelle."},
	"PDF_TOO_LARGE":        {"Die Datei hat {bytes} Bytes; {limit} sind erlaubt.", "Sichern Sie sie mit kleineren Bildern."},
	"PDF_TOO_MANY_OBJECTS": {"Die Datei hat mehr als {limit} Objekte.", "Exportieren Sie sie noch einmal, oder reduzieren Sie ihre Zeichnungen auf Bilder."},
	"PDF_TOO_MANY_PAGES":   {"Die Datei hat mehr als {limit} Seiten.", "Teilen Sie das Dokument."},
}
