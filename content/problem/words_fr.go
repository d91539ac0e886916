package problem

const (
	frExportSVG = "Exportez de nouveau le logo en SVG simple"
	frLook      = "Regardez l’aperçu ; s’il manque quelque chose, exportez de nouveau."
	frFine      = "Rien à faire si l’aperçu est juste."
)

var french = map[string]Words{
	// Fichiers.
	"EMPTY":             {"Le fichier est vide.", "Choisissez un SVG, PDF, PNG ou JPEG."},
	"FILE_TOO_LARGE":    {"Le fichier compte {have} octets ; {most} au plus sont acceptés.", "Exportez-le plus petit ; un logo de préférence en SVG."},
	"LOGO_TYPE":         {"Le fichier est de type {type}, qui n’est pas accepté ; sont acceptés SVG, PDF, Illustrator (enregistré avec contenu PDF), PNG, JPEG et WebP.[ Son nom se termine par .{extension}, mais c’est le contenu qui compte.]", "Ouvrez-le dans le programme qui a servi à le dessiner et exportez-le en SVG."},
	"LOGO_TYPE unknown": {"Le fichier est d’un type inconnu, qui n’est pas accepté ; sont acceptés SVG, PDF, Illustrator (enregistré avec contenu PDF), PNG, JPEG et WebP.[ Son nom se termine par .{extension}, mais c’est le contenu qui compte.]", ""},
	"LOGO_TYPE empty":   {"Le fichier est vide ; sont acceptés SVG, PDF, Illustrator (enregistré avec contenu PDF), PNG, JPEG et WebP.", ""},
	"LOGO_TYPE gif":     {"", "Un GIF a 256 couleurs et pas de bords doux. Enregistrez le logo en PNG, ou mieux en SVG."},
	"LOGO_TYPE bmp":     {"", "Ouvrez-le dans un programme d’images et enregistrez-le en PNG."},
	"LOGO_TYPE tif":     {"", "Enregistrez-le en PNG, en taille réelle et avec transparence."},
	"LOGO_TYPE heic":    {"", "C’est un format photo de téléphone. Envoyez le logo d’origine en SVG ou PNG, ou exportez la photo en JPEG."},
	"LOGO_TYPE eps":     {"", "PostScript est un programme et n’est jamais exécuté ici. Ouvrez le fichier dans Illustrator (Fichier > Enregistrer sous > SVG ou Adobe PDF), Affinity (Fichier > Exporter > SVG) ou Inkscape (Fichier > Enregistrer sous > SVG simple) et envoyez le résultat."},
	"LOGO_TYPE psd":     {"", "Enregistrez-le en PNG avec transparence, large d’au moins 1\u202f600 px."},
	"LOGO_TYPE ico":     {"", "Une icône est trop petite pour l’impression. Envoyez le logo en SVG ou en grand PNG."},
	"LOGO_TYPE svgz":    {"", "Décompressez-le d’abord ; si c’est un SVGZ, enregistrez-le en SVG simple."},
	"LOGO_TYPE zip":     {"", "Décompressez-le et envoyez le fichier du logo seul ; depuis Office, exportez l’image en SVG ou PNG."},
	"LOGO_TYPE html":    {"", "Envoyez le fichier du logo que la page montre, pas la page."},

	"LOGO_WRONG_EXTENSION":           {"Le nom se termine par .{extension}, mais le fichier est en {type}.", "Rien à faire ici ; renommez votre copie en .{usual}."},
	"LOGO_TOO_LARGE":                 {"Le fichier a {have} {what} ; {most} au plus sont acceptés.", "Réduisez l’image : 2\u202f000 px sur le grand côté suffisent à toute taille d’impression."},
	"LOGO_TOO_LARGE bytes":           {"Le fichier a {have} octets ; {most} au plus sont acceptés.", "Envoyez un SVG, ou un PNG pas plus grand que nécessaire : 2\u202f000 px sur le grand côté suffisent à toute taille d’impression."},
	"LOGO_TOO_LARGE pixels":          {"Le fichier a {have} pixels ; {most} au plus sont acceptés.", ""},
	"LOGO_TOO_LARGE pixels a side":   {"Un côté du fichier a {have} pixels ; {most} au plus sont acceptés.", ""},
	"LOGO_TOO_LARGE bytes to decode": {"Le fichier occupe {have} octets une fois décodé ; {most} au plus sont acceptés.", "Réduisez l’image à 2\u202f000 px sur le grand côté, ou enregistrez-la en 8 bits par canal, ni entrelacée ni progressive."},
	"LOGO_TOO_LARGE scans":           {"Le fichier a {have} passes ; {most} au plus sont acceptées.", "Enregistrez de nouveau le JPEG en mode de base (non progressif)."},
	"LOGO_DAMAGED":                   {"L’image ne peut pas être lue : {cause}.", "Ouvrez-la dans un programme d’images ; si elle y est juste, enregistrez-la de nouveau en PNG. Sinon, envoyez l’original."},
	"LOGO_ANIMATED":                  {"Le fichier est animé ; un logo imprimé est immobile.", "Enregistrez-en une image en PNG ou SVG."},
	"LOGO_EMPTY":                     {"L’image ne montre rien : elle est entièrement transparente.", "Vérifiez que le calque du logo était visible à l’enregistrement. Un logo blanc demande un fond transparent."},
	"LOGO_EMPTY color":               {"L’image ne montre rien : tout y a la couleur {color}.", ""},

	// L’aspect d’un logo.
	"LOGO_ASPECT wide":            {"Le logo est {times:tenth} fois plus large que haut ; dans la plupart des cadres il devient très plat.", "Ajoutez une variante superposée (symbole au-dessus du nom)."},
	"LOGO_ASPECT tall":            {"Le logo est {times:tenth} fois plus haut que large ; dans la plupart des cadres il devient très étroit.", "Ajoutez une variante large (symbole à côté du nom)."},
	"LOGO_ASPECT unusable":        {"La variante {variant} du logo n’a pas de forme utilisable.", "Envoyez de nouveau le logo."},
	"LOGO_LOW_RESOLUTION":         {"Le logo lui-même fait {width:plain} x {height:plain} px : net à l’impression jusqu’à {sharpUpTo} mm.", "Envoyez un SVG, ou un PNG d’au moins {need} px sur le grand côté."},
	"LOGO_LOW_RESOLUTION blocked": {"Votre logo fait {pixelWidth} px de large. Il est montré ici sur {width:length} ; il faut pour cela au moins {needPixels} px.", "Envoyez un SVG, ou un PNG de {wantPixels} px ou plus."},
	"LOGO_LOW_RESOLUTION soft":    {"Votre logo fait {pixelWidth} px de large et paraîtra un peu flou sur {width:length} ; {wantPixels} px seraient nets.", "Envoyez un SVG, ou un PNG plus grand, si vous en avez un."},
	"LOGO_BUSY_BACKGROUND":        {"Le logo est sur un fond de plusieurs couleurs (la plus fréquente couvre {share:percent} du bord) ; rien n’a donc été rogné.", "Envoyez-le sur fond transparent, en SVG ou PNG."},
	"LOGO_BACKGROUND":             {"Le logo a un fond {color}, qui se voit comme un cadre sur toute autre couleur.", "Envoyez-le sur fond transparent, en SVG ou PNG."},
	"LOGO_RESEMBLES":              {"Le logo ressemble à une marque qu’une autre entreprise utilise ici.", "Rien à faire s’il est à vous : un responsable de marque décide. Sinon, envoyez le logo de votre propre entreprise."},
	"LOGO_RESEMBLES vendor":       {"Le logo ressemble à une marque du fabricant.", "Envoyez le logo de votre propre entreprise ; la marque du fabricant est déjà dans les modèles."},

	// Sa place sur une page.
	"LOGO_MISSING":               {"Il n’y a pas de logo à montrer.", "Envoyez un logo sous Entreprise > Logos."},
	"ZONE_INVALID":               {"La zone du logo n’a pas de taille.", "Corrigez son cadre dans template.yaml."},
	"LOGO_TOO_SMALL_FOR_ZONE":    {"Votre logo ferait ici {width:length} de large et {height:length} de haut ; il faut au moins {minWidth:length} x {minHeight:length} pour le lire.", "Envoyez-en une version {wanted:word} sous Entreprise > Logos."},
	"LOGO_BACKGROUND box":        {"Votre logo est sur un papier (couleur : {ground:word}), qui se voit ici comme un cadre.", "Envoyez-le sur fond transparent, ou prenez la version sans papier sous Entreprise > Logos."},
	"LOGO_BACKGROUND plate":      {"Votre logo est sur un papier (couleur : {ground:word}), qui se verrait ici comme un cadre ; il est montré sur une plaque (couleur : {plate:word}).", "Envoyez-le sur fond transparent, ou prenez la version sans papier sous Entreprise > Logos."},
	"LOGO_LOW_CONTRAST":          {"Votre logo est {logoColor:word} et le fond est ici {background:word} : on le voit à peine.", "Ajoutez une {counterpart:word} sous Entreprise > Logos."},
	"LOGO_LOW_CONTRAST plate":    {"Votre logo est {logoColor:word} et le fond est ici {background:word} : on le voit à peine ; il est montré sur une plaque (couleur : {plate:word}).", "Pour vous passer de la plaque, ajoutez une {counterpart:word} sous Entreprise > Logos."},
	"LOGO_LOW_CONTRAST accepted": {"{lost:percent} de votre logo se détachent de moins de {min:ratio}:1 du fond, qui est ici {background:word}.", "S’il se lit mal, ajoutez une {counterpart:word} sous Entreprise > Logos."},

	// Dessins.
	"SVG_DAMAGED":        {"Le fichier n’est pas un SVG bien formé : {cause}.", frExportSVG + " ; le fichier a pu être coupé en route."},
	"SVG_ENCODING":       {"Le fichier se dit écrit en {what:quote}.", "Enregistrez-le en UTF-8."},
	"SVG_NOT_SVG":        {"L’élément extérieur est <{what}>, et non <svg>.", "Envoyez le fichier SVG lui-même, pas une page qui le montre."},
	"SVG_ENTITY":         {"Le fichier a une déclaration de type de document (<!{what}>), qui peut cacher un autre contenu.", "Supprimez tout de <!DOCTYPE jusqu’à son > avec un éditeur de texte, ou exportez depuis une version actuelle du programme de dessin."},
	"SVG_TOO_LARGE":      {"Le fichier a {have} octets ; {most} au plus sont acceptés.", "Simplifiez le dessin, ou retirez à l’export les images intégrées et les données d’éditeur."},
	"SVG_TOO_COMPLEX":    {"Le dessin demande plus que les {most} {what:word} permis.", "Simplifiez le dessin : fusionnez les tracés, décomposez les symboles répétés, retirez les calques cachés."},
	"SVG_VIEWBOX":        {"Le dessin mesure {what} ; largeur et hauteur doivent dépasser 0 et compter {most} unités au plus.", "Ajustez le plan de travail au logo et exportez de nouveau."},
	"SVG_RANGE":          {"Une forme a des coordonnées hors de ce qui peut être dessiné.", "Déplacez le logo sur le plan de travail et exportez de nouveau."},
	"SVG_EMPTY":          {"Le dessin ne montre rien.", "Vérifiez que les calques du logo sont visibles à l’export."},
	"SVG_TEXT":           {"Le dessin contient du texte ({what:quote}), dont la police n’est pas dans le fichier.", "Vectorisez le texte (Illustrator : Texte > Vectoriser ; Inkscape : Chemin > Objet en chemin) et exportez de nouveau."},
	"SVG_FILTER":         {"Le dessin utilise un effet de filtre ({what}), qui ne peut pas être dessiné en tracés.", "Retirez ombres, flous et lueurs, ou envoyez le logo en PNG d’au moins 1\u202f600 px."},
	"SVG_PATTERN":        {"Le dessin remplit une forme d’un motif dont les carreaux se touchent, ou en trace une ligne.", "Décomposez le motif en formes (Illustrator : Objet > Décomposer) et exportez de nouveau."},
	"SVG_MARKER":         {"Le dessin pose des marqueurs sur une ligne.", "Vectorisez la ligne (Inkscape : Chemin > Contour en chemin) et exportez de nouveau."},
	"SVG_FOREIGN_OBJECT": {"Le dessin montre une page web à l’intérieur (<foreignObject>).", "Retirez-la, ou remplacez-la par des formes."},
	"SVG_EXTERNAL":       {"Le dessin renvoie à quelque chose hors du fichier ({what}), qui n’est jamais cherché.", "Intégrez-le à l’export, ou remplacez-le par des formes."},
	"SVG_BITMAP":         {"Une image dans le dessin n’est pas utilisable : {cause}.", "Intégrez-la en PNG ou JPEG, ou remplacez-la par des formes."},
	"SVG_CLIP":           {"Le dessin utilise un détourage d’un genre inhabituel ({what}).", "Utilisez un tracé de détourage, ou découpez les formes, et exportez de nouveau."},
	"SVG_REFERENCE":      {"Un renvoi ({what}) ne mène à rien, ou à lui-même.", frLook},
	"SVG_PATH":           {"Le contour d’une forme est abîmé et s’arrête trop tôt.", frLook},
	"SVG_SCRIPT":         {"Un script ({what:word}) a été retiré.", frFine},
	"SVG_ANIMATION":      {"Une animation a été retirée ; le logo est montré tel qu’il est au repos.", frFine},
	"SVG_STYLE":          {"Une règle de style ({what:quote}) n’a pas été appliquée.", "Regardez l’aperçu ; si des couleurs sont fausses, exportez avec des attributs de présentation."},
	"SVG_HAS_BITMAP":     {"Le dessin contient une image de {width:plain} x {height:plain} px, qui ne reste pas nette à l’impression.", "Envoyez le logo dessiné en formes si vous l’avez."},

	// Pages.
	"PDF_TEXT":             {"La page 1 contient du texte, dont les lettres ne sont pas dessinées en formes.", "Vectorisez le texte (Illustrator : Texte > Vectoriser ; Affinity : Convertir en courbes) et enregistrez de nouveau."},
	"PDF_PATTERN":          {"La page 1 remplit une forme d’un motif dont les carreaux se touchent, ou en trace une ligne.", "Décomposez le motif en formes (Illustrator : Objet > Décomposer) et enregistrez de nouveau."},
	"PDF_SHADING":          {"La page 1 a un dégradé d’un genre qui ne peut pas être dessiné : un filet, ou un dégradé libre.", "Utilisez des dégradés linéaires ou radiaux, ou envoyez le logo en PNG d’au moins 1\u202f600 px."},
	"PDF_MASK":             {"La page 1 utilise un masque dont une fonction change l’opacité.", "Aplatissez la transparence (Illustrator : Objet > Aplatir la transparence) et enregistrez de nouveau."},
	"PDF_BITMAP":           {"Une image de la page 1 est compressée d’une façon qui ne peut pas être lue.", "Enregistrez les images en compression JPEG ou ZIP, ou remplacez-les par des formes."},
	"PDF_BITMAP_TOO_LARGE": {"Une image de la page 1 a {width:plain} x {height:plain} px ; {most} pixels au plus sont acceptés.", "Réduisez-la, ou remplacez-la par des formes."},
	"PDF_HAS_BITMAP":       {"Le logo contient une image de {width:plain} x {height:plain} px, qui ne reste pas nette à l’impression.", "Envoyez le logo dessiné en formes si vous l’avez."},
	"PDF_EMPTY":            {"La page 1 ne montre rien.", "Rendez visibles les calques du logo et enregistrez de nouveau."},
	"PDF_TOO_COMPLEX":      {"La page 1 demande plus que les {most} {what:word} permis.", "Simplifiez le dessin : fusionnez les tracés, décomposez les symboles répétés, retirez les calques cachés."},
	"PDF_RANGE":            {"Une forme a des coordonnées hors de ce qui peut être dessiné.", "Déplacez le logo sur le plan de travail et enregistrez de nouveau."},
	"PDF_PAGES":            {"Le fichier a {pages} pages ; le logo a été pris sur la page 1.", frFine},
	"PDF_ACTIVE_REMOVED":   {"Du contenu actif ({what}) a été laissé de côté.", frFine},
	"PDF_ILLUSTRATOR_ONLY": {"Le fichier Illustrator a été enregistré sans contenu PDF.", "Enregistrez-le de nouveau avec l’option « Créer un fichier compatible PDF », ou exportez-le en SVG."},

	// Fichiers PDF qui ne peuvent pas être lus.
	"PDF_DAMAGED":          {"Le fichier ne peut pas être lu : {cause}.", "Exportez de nouveau le document depuis sa source."},
	"PDF_ENCRYPTED":        {"Le fichier est verrouillé par un mot de passe.", "Enregistrez le document sans mot de passe et envoyez-le de nouveau."},
	"PDF_INFLATES_TOO_FAR": {"Le fichier dépasse {limit} octets une fois décompressé.", "Exportez de nouveau le document depuis sa source."},
	"PDF_NESTED_TOO_DEEP":  {"Le fichier imbrique ses objets sur plus de {limit} niveaux.", "Exportez de nouveau le document depuis sa source."},
	"PDF_NOT_A_PDF":        {"Le fichier ne commence pas comme un PDF.", "Choisissez un fichier PDF."},
	"PDF_NO_PAGES":         {"Le fichier n’a pas de pages.", "Exportez de nouveau le document depuis sa source."},
	"PDF_TOO_LARGE":        {"Le fichier a {bytes} octets ; {limit} sont permis.", "Enregistrez-le avec des images plus petites."},
	"PDF_TOO_MANY_OBJECTS": {"Le fichier a plus de {limit} objets.", "Exportez-le de nouveau, ou aplatissez ses dessins en images."},
	"PDF_TOO_MANY_PAGES":   {"Le fichier a plus de {limit} pages.", "Divisez le document."},
}
