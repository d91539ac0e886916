package rule

// catalogue holds the sentences of one language. A key of need is an attribute
// and an operator, or an operator alone; of next, an attribute or its group.
type catalogue struct {
	need   map[string]string
	have   map[string]string // of hard blocks
	next   map[string]step
	nouns  map[string]string // of attributes
	words  map[string]string // of values that are the same everywhere
	people map[string]string

	summary map[Result]string
	open    string
	one     string // the same for one

	or, and, none                      string
	programme, notProgramme            string
	ended, begins, until               string // follow a name
	holdersNeed, holdersHave           string
	unknown, unknownFrom, unknownSince string
	person                             string
	dateForm                           string
	months                             [12]string
}

func catalogueFor(language string) *catalogue {
	if len(language) >= 2 {
		switch language[:2] {
		case "de":
			return &german
		case "fr":
			return &french
		}
	}
	return &english
}
