package main

import (
	"bytes"
	"errors"

	"github.com/portico-prm/portico/content/pdf"
	"github.com/portico-prm/portico/content/place"
	"github.com/portico-prm/portico/content/problem"
	"github.com/portico-prm/portico/content/raster"
	"github.com/portico-prm/portico/content/spec"
)

// baseArt is the file that a new template is made from.
type baseArt struct {
	data  []byte
	pdf   bool
	ext   string // as the content is, whatever the name says
	pages []pageSize
	marks []zoneFlag   // zones that the art itself places
	notes problem.List // what was taken out of the copy

	picture *raster.Base // of an image
}

// readBase reads the art and measures its pages. Scripts, attachments and the
// like, which no template may have, are left out of the copy, and said; a file
// that could not be published even so is refused with every reason.
func readBase(name string) (*baseArt, problem.List) {
	data, found := readFile(name, spec.DefaultLimits().File+1)
	if found != nil {
		return nil, found
	}
	b, err := guarded(func() (*baseArt, error) { return measure(data) })
	var reasons problem.List
	switch {
	case errors.As(err, &reasons):
		for i := range reasons {
			reasons[i].Where = name
		}
		return nil, reasons
	case err != nil:
		return nil, problem.List{problemOf(name, err)}
	}
	return b, nil
}

func measure(data []byte) (*baseArt, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		return measureImage(data, "png")
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return measureImage(data, "jpg")
	case bytes.Contains(data[:min(1024, len(data))], []byte("%PDF-")):
		return measurePDF(data)
	}
	return nil, problem.List{{Code: "BASE_FORMAT", Severity: problem.Error, Message: "The file is neither a PDF nor a PNG nor a JPEG; its name does not count.", Fix: "Export the art as PDF, PNG or JPEG."}}
}

func measureImage(data []byte, ext string) (*baseArt, error) {
	img, err := raster.Prepare(data, raster.Limits{})
	if err != nil {
		return nil, err
	}
	w, h := img.Size()
	return &baseArt{data: data, ext: ext, pages: []pageSize{{float64(w), float64(h)}}, picture: img}, nil
}

func measurePDF(data []byte) (*baseArt, error) {
	plan, _, report, err := pdf.Prepare(data, pdf.DefaultLimits())
	if err != nil {
		return nil, err
	}
	if report.Active {
		return measureStripped(data, report.Problems)
	}
	if report.Problems.Blocking() {
		return nil, onlyErrors(report.Problems)
	}
	b := &baseArt{data: data, ext: "pdf", pdf: true}
	for _, p := range plan.Pages() {
		b.pages = append(b.pages, pageSize{hundredth(p.Width / place.PointsPerMM), hundredth(p.Height / place.PointsPerMM)})
	}
	b.marks = markedZones(report.Markers)
	return b, nil
}

// measureStripped goes on with a clean copy, which has nothing active in it.
func measureStripped(data []byte, found problem.List) (*baseArt, error) {
	clean, err := pdf.Strip(data, pdf.DefaultLimits())
	if err != nil {
		return nil, err
	}
	b, err := measurePDF(clean)
	if err != nil {
		return nil, err
	}
	for _, p := range onlyErrors(found) {
		p.Severity, p.Fix = problem.Warning, "It was left out of the copy in base/. Export the file again without it to keep the rest byte for byte."
		b.notes = append(b.notes, p)
	}
	return b, nil
}

func onlyErrors(found problem.List) (errs problem.List) {
	for _, p := range found {
		if p.Severity == problem.Error {
			errs = append(errs, p)
		}
	}
	return errs
}
