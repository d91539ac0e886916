package problem

const (
	enExportSVG = "Export the logo again as a plain SVG"
	enLook      = "Look at the preview; if something is missing, export again."
	enFine      = "Nothing to do if the preview looks right."
)

var english = map[string]Words{
	// Files.
	"EMPTY":             {"The file is empty.", "Choose an SVG, PDF, PNG or JPEG."},
	"FILE_TOO_LARGE":    {"The file has {have} bytes; at most {most} are taken.", "Export it smaller; a logo best as SVG."},
	"LOGO_TYPE":         {"The file is a {type} file, which is not accepted; accepted are SVG, PDF, Illustrator (saved with PDF content), PNG, JPEG and WebP.[ Its name ends in .{extension}, but the content decides.]", "Open it in the program it was drawn with and export it as SVG."},
	"LOGO_TYPE unknown": {"The file is of an unknown type, which is not accepted; accepted are SVG, PDF, Illustrator (saved with PDF content), PNG, JPEG and WebP.[ Its name ends in .{extension}, but the content decides.]", ""},
	"LOGO_TYPE empty":   {"The file is empty; accepted are SVG, PDF, Illustrator (saved with PDF content), PNG, JPEG and WebP.", ""},
	"LOGO_TYPE gif":     {"", "A GIF has 256 colours and no soft edges. Save the logo as PNG, or better as SVG."},
	"LOGO_TYPE bmp":     {"", "Open it in any image program and save it as PNG."},
	"LOGO_TYPE tif":     {"", "Save it as PNG with its full size and transparency."},
	"LOGO_TYPE heic":    {"", "That is a photograph format of phones. Send the original logo as SVG or PNG, or export the photo as JPEG."},
	"LOGO_TYPE eps":     {"", "PostScript is a program and is never run here. Open it in Illustrator (File > Save As > SVG, or Adobe PDF), Affinity (File > Export > SVG) or Inkscape (File > Save As > Plain SVG) and send what it writes."},
	"LOGO_TYPE psd":     {"", "Save it as PNG with transparency, at least 1,600 px wide."},
	"LOGO_TYPE ico":     {"", "An icon is too small for print. Send the logo as SVG or as a large PNG."},
	"LOGO_TYPE svgz":    {"", "Unpack it first; if it is an SVGZ, save it as plain SVG."},
	"LOGO_TYPE zip":     {"", "Unpack it and send the logo file alone; from Office, export the picture as SVG or PNG."},
	"LOGO_TYPE html":    {"", "Send the logo file that the page shows, not the page."},

	"LOGO_WRONG_EXTENSION":           {"The name ends in .{extension}, but the file is {type}.", "Nothing to do here; rename your copy to .{usual}."},
	"LOGO_TOO_LARGE":                 {"The file has {have} {what}; at most {most} are accepted.", "Scale the picture down: 2,000 px on the long side is enough for every print size."},
	"LOGO_TOO_LARGE bytes":           {"The file has {have} bytes; at most {most} are accepted.", "Send an SVG, or a PNG no larger than needed: 2,000 px on the long side is enough for every print size."},
	"LOGO_TOO_LARGE pixels":          {"The file has {have} pixels; at most {most} are accepted.", ""},
	"LOGO_TOO_LARGE pixels a side":   {"The file has {have} pixels a side; at most {most} are accepted.", ""},
	"LOGO_TOO_LARGE bytes to decode": {"The file takes {have} bytes to decode; at most {most} are accepted.", "Scale the picture down to 2,000 px on the long side, or save it with 8 bits a channel and not interlaced or progressive."},
	"LOGO_TOO_LARGE scans":           {"The file has {have} scans; at most {most} are accepted.", "Save the JPEG again as a baseline (not progressive) file."},
	"LOGO_DAMAGED":                   {"The picture cannot be read: {cause}.", "Open it in an image program; if it looks right there, save it again as PNG. If not, send the original."},
	"LOGO_ANIMATED":                  {"The file is animated; a logo in print stands still.", "Save one picture of it as PNG or SVG."},
	"LOGO_EMPTY":                     {"The picture shows nothing: it is fully transparent.", "Check that the layer with the logo was visible when the file was saved. A white logo needs a transparent background."},
	"LOGO_EMPTY color":               {"The picture shows nothing: all of it has the colour {color}.", ""},

	// The looks of a mark.
	"LOGO_ASPECT wide":            {"The logo is {times:tenth} times as wide as high; in most boxes it becomes very flat.", "Add a stacked variant (symbol above the name)."},
	"LOGO_ASPECT tall":            {"The logo is {times:tenth} times as high as wide; in most boxes it becomes very narrow.", "Add a wide variant (symbol beside the name)."},
	"LOGO_ASPECT unusable":        {"The logo variant {variant} has no usable shape.", "Upload the logo again."},
	"LOGO_LOW_RESOLUTION":         {"The logo itself is {width:plain} x {height:plain} px: sharp in print up to {sharpUpTo} mm.", "Send an SVG, or a PNG of at least {need} px on the long side."},
	"LOGO_LOW_RESOLUTION blocked": {"Your logo is {pixelWidth} px wide. It is shown here {width:length} wide, which needs at least {needPixels} px.", "Upload an SVG, or a PNG of {wantPixels} px or more."},
	"LOGO_LOW_RESOLUTION soft":    {"Your logo is {pixelWidth} px wide and will look a little soft at {width:length}; {wantPixels} px would be sharp.", "Upload an SVG, or a larger PNG, when you have one."},
	"LOGO_BUSY_BACKGROUND":        {"The logo stands on a background of many colours (the commonest covers {share:percent} of the border), so nothing was trimmed.", "Send it with a transparent background, as SVG or PNG."},
	"LOGO_BACKGROUND":             {"The logo has a background of {color}, which shows as a box on any other colour.", "Send it with a transparent background, as SVG or PNG."},
	"LOGO_RESEMBLES":              {"The logo looks like a mark that another company uses here.", "Nothing to do if it is yours: a brand approver decides. Else send the logo of your own company."},
	"LOGO_RESEMBLES vendor":       {"The logo looks like a mark of the vendor.", "Send the logo of your own company; the vendor's mark is in the templates already."},

	// Its place on a page.
	"LOGO_MISSING":               {"There is no logo to show.", "Upload a logo in Company > Logos."},
	"ZONE_INVALID":               {"The zone of the logo has no size.", "Correct its box in template.yaml."},
	"LOGO_TOO_SMALL_FOR_ZONE":    {"Your logo would be {width:length} wide and {height:length} high here; at least {minWidth:length} x {minHeight:length} is needed to read it.", "Upload a {wanted:word} version of it in Company > Logos."},
	"LOGO_BACKGROUND box":        {"Your logo stands on {ground:word} paper, which shows as a box here.", "Send it with a transparent background, or take the version without paper in Company > Logos."},
	"LOGO_BACKGROUND plate":      {"Your logo stands on {ground:word} paper, which would show as a box here; it is shown on a {plate:word} plate.", "Send it with a transparent background, or take the version without paper in Company > Logos."},
	"LOGO_LOW_CONTRAST":          {"Your logo is {logoColor:word} and the background here is {background:word}: it can hardly be seen.", "Add a {counterpart:word} in Company > Logos."},
	"LOGO_LOW_CONTRAST plate":    {"Your logo is {logoColor:word} and the background here is {background:word}: it can hardly be seen; it is shown on a {plate:word} plate.", "To do without the plate, add a {counterpart:word} in Company > Logos."},
	"LOGO_LOW_CONTRAST accepted": {"{lost:percent} of your logo stands out by less than {min:ratio}:1 from the {background:word} background here.", "If it reads badly, add a {counterpart:word} in Company > Logos."},

	// Drawings.
	"SVG_DAMAGED":        {"The file is not well-formed SVG: {cause}.", enExportSVG + "; the file may have been cut off on its way."},
	"SVG_ENCODING":       {"The file says it is written in {what:quote}.", "Save it as UTF-8."},
	"SVG_NOT_SVG":        {"The outermost element is <{what}>, not <svg>.", "Send the SVG file itself, not a page that shows it."},
	"SVG_ENTITY":         {"The file has a document type declaration (<!{what}>), which can hide other content.", "Delete everything from <!DOCTYPE to its > with a text editor, or export from a current version of the drawing program."},
	"SVG_TOO_LARGE":      {"The file has {have} bytes; at most {most} are accepted.", "Simplify the drawing, or remove embedded bitmaps and editor data on export."},
	"SVG_TOO_COMPLEX":    {"The drawing needs more than the {most} {what:word} allowed.", "Simplify the drawing: merge paths, expand repeated symbols, remove hidden layers."},
	"SVG_VIEWBOX":        {"The drawing measures {what}; width and height must be above 0 and at most {most} units.", "Scale the artboard to the logo and export again."},
	"SVG_RANGE":          {"A shape has coordinates beyond what can be drawn.", "Move the logo to the artboard and export again."},
	"SVG_EMPTY":          {"The drawing shows nothing.", "Check that the layers with the logo are visible when you export."},
	"SVG_TEXT":           {"The drawing holds text ({what:quote}), whose font is not in the file.", "Convert the text to outlines (Illustrator: Type > Create Outlines; Inkscape: Path > Object to Path) and export again."},
	"SVG_FILTER":         {"The drawing uses a filter effect ({what}), which cannot be drawn as paths.", "Remove shadows, blurs and glows, or send the logo as a PNG of at least 1,600 px."},
	"SVG_PATTERN":        {"The drawing fills a shape with a pattern whose tiles meet, or strokes a line with one.", "Expand the pattern to shapes (Illustrator: Object > Expand) and export again."},
	"SVG_MARKER":         {"The drawing puts markers on a line.", "Convert the line to outlines (Inkscape: Path > Stroke to Path) and export again."},
	"SVG_FOREIGN_OBJECT": {"The drawing shows a web page inside (<foreignObject>).", "Remove it, or replace it by shapes."},
	"SVG_EXTERNAL":       {"The drawing refers to something outside the file ({what}), which is never fetched.", "Embed it on export, or replace it by shapes."},
	"SVG_BITMAP":         {"A bitmap inside the drawing cannot be used: {cause}.", "Embed it as PNG or JPEG, or replace it by shapes."},
	"SVG_CLIP":           {"The drawing uses a clip of an unusual kind ({what}).", "Use a clipping path, or cut the shapes, and export again."},
	"SVG_REFERENCE":      {"A reference ({what}) points to nothing, or to itself.", enLook},
	"SVG_PATH":           {"The outline of a shape is damaged and ends early.", enLook},
	"SVG_SCRIPT":         {"A script ({what:word}) was removed.", enFine},
	"SVG_ANIMATION":      {"An animation was removed; the logo is shown as it is at rest.", enFine},
	"SVG_STYLE":          {"A style rule ({what:quote}) was not applied.", "Look at the preview; if colours are wrong, export with presentation attributes."},
	"SVG_HAS_BITMAP":     {"The drawing contains a bitmap of {width:plain} x {height:plain} px, which does not stay sharp in print.", "Send the logo drawn as shapes if you have it."},

	// Pages.
	"PDF_TEXT":             {"Page 1 holds text, whose letters are not drawn as shapes.", "Convert the text to outlines (Illustrator: Type > Create Outlines; Affinity: Convert to Curves) and save again."},
	"PDF_PATTERN":          {"Page 1 fills a shape with a pattern whose tiles meet, or strokes a line with one.", "Expand the pattern to shapes (Illustrator: Object > Expand) and save again."},
	"PDF_SHADING":          {"Page 1 has a gradient of a kind that cannot be drawn: a mesh, or a freeform.", "Use linear or radial gradients, or send the logo as a PNG of at least 1,600 px."},
	"PDF_MASK":             {"Page 1 uses a mask whose opacities are changed by a function.", "Flatten the transparency (Illustrator: Object > Flatten Transparency) and save again."},
	"PDF_BITMAP":           {"A bitmap on page 1 is packed in a way that cannot be read.", "Save with JPEG or ZIP compression for pictures, or replace it by shapes."},
	"PDF_BITMAP_TOO_LARGE": {"A bitmap on page 1 has {width:plain} x {height:plain} px; at most {most} pixels are accepted.", "Scale it down, or replace it by shapes."},
	"PDF_HAS_BITMAP":       {"The logo contains a bitmap of {width:plain} x {height:plain} px, which does not stay sharp in print.", "Send the logo drawn as shapes if you have it."},
	"PDF_EMPTY":            {"Page 1 shows nothing.", "Make the layers with the logo visible, and save again."},
	"PDF_TOO_COMPLEX":      {"Page 1 needs more than the {most} {what:word} allowed.", "Simplify the drawing: merge paths, expand repeated symbols, remove hidden layers."},
	"PDF_RANGE":            {"A shape has coordinates beyond what can be drawn.", "Move the logo to the artboard and save again."},
	"PDF_PAGES":            {"The file has {pages} pages; the logo was taken from page 1.", enFine},
	"PDF_ACTIVE_REMOVED":   {"Active content ({what}) was left out.", enFine},
	"PDF_ILLUSTRATOR_ONLY": {"The Illustrator file was saved without PDF content.", "Save it again with \"Create PDF Compatible File\" switched on, or export it as SVG."},

	// PDF files that cannot be read.
	"PDF_DAMAGED":          {"The file cannot be read: {cause}.", "Export the document again from its source."},
	"PDF_ENCRYPTED":        {"The file is locked with a password.", "Save the document without a password and upload it again."},
	"PDF_INFLATES_TOO_FAR": {"The file unpacks to more than {limit} bytes.", "Export the document again from its source."},
	"PDF_NESTED_TOO_DEEP":  {"The file nests its objects more than {limit} deep.", "Export the document again from its source."},
	"PDF_NOT_A_PDF":        {"The file does not begin like a PDF.", "Choose a PDF file."},
	"PDF_NO_PAGES":         {"The file has no pages.", "Export the document again from its source."},
	"PDF_TOO_LARGE":        {"The file has {bytes} bytes; {limit} are allowed.", "Save it with smaller pictures."},
	"PDF_TOO_MANY_OBJECTS": {"The file has more than {limit} objects.", "Export it again, or flatten its drawings into pictures."},
	"PDF_TOO_MANY_PAGES":   {"The file has more than {limit} pages.", "Split the document."},
}
