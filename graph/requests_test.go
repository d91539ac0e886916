package graph_test

// Requests that several tests send.
const (
	uploadLogo = `mutation($in: UploadLogoInput!) { uploadLogo(input: $in) { logo { id state kind findings { code } } userErrors { field code message } } }`

	uploadTemplate = `mutation($in: UploadTemplateInput!) { uploadTemplate(input: $in) { version { id slug state } userErrors { field code message } } }`

	render = `mutation($in: RenderCobrandInput!) { renderCobrand(input: $in) {
		rendition { id fileName mediaType bytes sha256 pages downloadUrl via { displayName } partner { displayName } }
		decision { result summary unmetCount whenAllMet requirements { id state have need next { action label who minutes } } }
		problems { code where message fix } userErrors { field code message } } }`
)
