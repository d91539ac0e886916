package admit

// The most that one request may ask.
const (
	MaxTokens = 2000

	maxOperations = 10 // of a document; validation walks the fragments for each
	maxFragments  = 50 // validation compares each with each
	maxDirectives = 25
	maxRepeats    = 100 // of one response name: validation compares each with each
	maxItems      = 250 // of one list in the document
	maxNesting    = 10  // of lists and objects in one value

	maxDepth       = 12
	maxSchemaDepth = 20 // of introspection, for signed-in callers: code generators go that deep
	maxAliases     = 30
	maxRootAliases = 10
	maxRoot        = 20
	maxMutations   = 4
	maxSignIns     = 1
	maxSpreads     = 500 // fragments, expanded
	maxFields      = 2000
	maxObjects     = 50_000

	maxValues = 10_000 // in the variables

	mostCounted = 1 << 20 // beyond every limit: counting stops here
)
