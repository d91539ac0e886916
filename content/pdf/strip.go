package pdf

// Strip returns a copy of a file without its active content: no scripts, no
// actions but jumps and web links, no attachments, no media, no XFA. It is for
// vendors who cannot export the document again; what it leaves out was in
// Report.Problems before. Pages look the same. Signatures do not survive.
//
// The copy is a clean full rewrite: what was left out is gone from the bytes.
func Strip(src []byte, lim Limits) ([]byte, error) {
	s, err := look(src, lim)
	if err != nil {
		return nil, err
	}
	out := rewrite(s, s.harmless)
	if s.d.check() {
		return nil, s.d.refusal
	}
	lim.Bytes = max(lim.Bytes, int64(len(out)))
	again, err := look(out, lim)
	if err != nil {
		return nil, err
	}
	if len(again.seen) > 0 {
		return nil, refuse("PDF_ACTIVE_CONTENT", "Export the document again without it.",
			"The file's active content cannot be taken out: %s", again.hazardProblems().Error())
	}
	return out, nil
}

// harmless copies a value without what judge would note.
func (s *survey) harmless(o object) object {
	switch v := o.(type) {
	case array:
		out := make(array, len(v))
		for i := range v {
			out[i] = s.harmless(v[i])
		}
		return out
	case dict:
		return s.harmlessDict(v)
	case *stream:
		d, ok := s.harmlessDict(v.dict).(dict)
		if !ok {
			return nil
		}
		return &stream{d.without("F", "FFilter", "FDecodeParms"), v.raw, v.id}
	}
	return o
}

// activeKeys are the entries that hold active content, wherever they stand.
var activeKeys = []name{"AA", "JS", "JavaScript", "EF", "EmbeddedFiles", "AF", "XFA", "Collection", "OPI"}

func (s *survey) harmlessDict(d dict) object {
	if s.active(d) {
		return nil
	}
	out := dict{}
	for _, e := range d {
		if s.unwanted(d, e) {
			continue
		}
		out = append(out, entry{e.key, s.harmless(e.value)})
	}
	return out
}

// unwanted tells whether an entry of a dictionary that may stay has to go.
func (s *survey) unwanted(d dict, e entry) bool {
	switch {
	case among(e.key, activeKeys), s.fires(e) != nil:
		return true
	case e.key == "OpenAction":
		return s.acts(e.value)
	case e.key == "Ref":
		return s.refersOut(d)
	case e.key == "S":
		return s.disguised(d) != ""
	case e.key == "FontMatrix":
		return s.smuggles(d)
	case e.key == "URI":
		return linkHazard(s.baseAddress(d)) != ""
	}
	return false
}

// active tells whether a dictionary is an action, an annotation or a file that
// may not stay.
func (s *survey) active(d dict) bool {
	switch {
	case s.hazardousAction(d) != "", d.get("Type") == name("EmbeddedFile"):
		return true
	case d.has("Rect") && annotationHazards[s.nameOf(d, "Subtype")] != "":
		return true
	}
	return s.nameOf(d, "S") == "URI" && linkHazard(s.d.text(d.get("URI"))) != ""
}

// acts tells whether an open action does more than show a view.
func (s *survey) acts(o object) bool {
	d, ok := s.d.resolve(o).(dict)
	return ok && s.nameOf(d, "S") != "GoTo"
}
