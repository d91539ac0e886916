package main

// operation is one question in the three dialects of the servers. Aliases give
// the answers one form, so that they can be compared.
type operation struct {
	name, what   string
	objects      int // in the answer; another number means that the seed is not what it says
	portico      string
	plain        string // Yoga and the plain gqlgen server share a schema
	postgraphile string
}

// word is what the search looks for: one reseller in forty has it in its name.
const word = "harbor"

// operations are those of issue and README; a distributor does not see the
// others, so it is asked for what is its own.
func operations(role string) []operation {
	if role == "distributor" {
		return []operation{portfolio, own}
	}
	return []operation{small, medium, large, portfolio, search}
}

var small = operation{
	name: "small", what: "20 partners, six fields", objects: 22,
	portico:      `{ partners(first: 20) { nodes { id slug displayName status website currency } } }`,
	plain:        `{ partners(first: 20) { nodes { id slug displayName status website currency } } }`,
	postgraphile: `{ partners: allPartners(first: 20, orderBy: [DISPLAY_NAME_ASC, ROW_ID_ASC]) { nodes { id: rowId slug displayName status website currency } } }`,
}

var medium = operation{
	name: "medium", what: "5 distributors x 20 resellers", objects: 112,
	portico:      `{ partners(filter: {family: DISTRIBUTOR}, first: 5) { nodes { id displayName portfolio(first: 20) { nodes { id displayName status } } } } }`,
	plain:        `{ partners: distributors(first: 5) { nodes { id displayName portfolio(first: 20) { nodes { id displayName status } } } } }`,
	postgraphile: `{ partners: distributors(first: 5) { nodes { id: rowId displayName portfolio(first: 20) { nodes { id: rowId displayName status } } } } }`,
}

var large = operation{
	name: "large", what: "50 distributors x 20 resellers x 5 certifications", objects: 6102,
	portico: `{ partners(filter: {family: DISTRIBUTOR}, first: 50) { nodes { id displayName portfolio(first: 20) { nodes {
  id displayName status certifications { id definitionKey issuedAt expiresAt revokedAt } } } } } }`,
	plain: `{ partners: distributors(first: 50) { nodes { id displayName portfolio(first: 20) { nodes {
  id displayName status certifications { id definitionKey issuedAt expiresAt revokedAt } } } } } }`,
	postgraphile: `{ partners: distributors(first: 50) { nodes { id: rowId displayName portfolio(first: 20) { nodes {
  id: rowId displayName status certifications: certificationsByPartnerIdList(orderBy: [EXPIRES_AT_DESC, ROW_ID_ASC]) { id: rowId definitionKey issuedAt expiresAt revokedAt } } } } } }`,
}

var portfolio = operation{
	name: "portfolio", what: "20 resellers of a portfolio, each with its decision", objects: 43,
	portico: `query($id: ID!, $template: ID!) { partner(id: $id) { displayName portfolio(first: 20) { nodes {
  id displayName status decision(templateId: $template) { result unmetCount } } } } }`,
	plain: `query($id: ID!, $template: ID!) { partner(id: $id) { displayName portfolio(first: 20) { nodes {
  id displayName status decision(templateId: $template) { result unmetCount } } } } }`,
	postgraphile: `query($id: UUID!, $template: UUID!) { partner: partnerByRowId(rowId: $id) { displayName portfolio(first: 20) { nodes {
  id: rowId displayName status decision: decisionList(templateId: $template) { result unmetCount } } } } }`,
}

var search = operation{
	name: "search", what: "20 partners with a word in their name", objects: 22,
	portico:      `query($word: String!) { partners(filter: {search: $word}, first: 20) { nodes { id displayName status } } }`,
	plain:        `query($word: String!) { partners: searchPartners(word: $word, first: 20) { nodes { id displayName status } } }`,
	postgraphile: `query($word: String!) { partners: searchPartners(word: $word, first: 20) { nodes { id: rowId displayName status } } }`,
}

var own = operation{
	name: "own", what: "100 resellers of the own portfolio x 5 certifications", objects: 603,
	portico: `query($id: ID!) { partner(id: $id) { id displayName portfolio(first: 100) { nodes {
  id displayName status certifications { id definitionKey issuedAt expiresAt revokedAt } } } } }`,
	plain: `query($id: ID!) { partner(id: $id) { id displayName portfolio(first: 100) { nodes {
  id displayName status certifications { id definitionKey issuedAt expiresAt revokedAt } } } } }`,
	postgraphile: `query($id: UUID!) { partner: partnerByRowId(rowId: $id) { id: rowId displayName portfolio(first: 100) { nodes {
  id: rowId displayName status certifications: certificationsByPartnerIdList(orderBy: [EXPIRES_AT_DESC, ROW_ID_ASC]) { id: rowId definitionKey issuedAt expiresAt revokedAt } } } } }`,
}
