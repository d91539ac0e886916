#!/usr/bin/env bash
# Uploads a logo in the two ways that a portal has.
#
#   examples/upload-logo.sh FILE [VARIANT]     in one request, as multipart
#   STAGED=1 examples/upload-logo.sh FILE      put first and named later
#
# VARIANT is PRIMARY (the default), REVERSED, SQUARE or MONO. SVG, PDF, PNG, JPEG or WebP,
# at most 10 MB. See lib.sh for signing in.

# shellcheck source=examples/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -ge 1 ] || { echo "usage: upload-logo.sh FILE [VARIANT]" >&2; exit 2; }
file=$1
variant=${2:-PRIMARY}
[ -f "$file" ] || die "There is no file $file."

# multipart follows the GraphQL multipart request specification. The last header
# is one that a form on another site cannot send.
multipart() {
  jq -n --arg variant "$variant" --rawfile query "$examples/upload-logo.graphql" \
    '{query: $query, variables: {input: {variant: $variant, file: null}}}' >"$session/operations"
  request -F "operations=<$session/operations" -F 'map={"0": ["variables.input.file"]}' -F "0=@\"$file\"" \
    -H 'GraphQL-Require-Preflight: true'
}

# staged asks for room, puts the bytes there, and names them. Large files take
# this way: the API sees no byte of them.
staged() {
  local room
  room=$(jq -n --arg name "$(basename "$file")" --argjson bytes "$(wc -c <"$file")" \
    '{input: {purpose: "LOGO", fileName: $name, bytes: $bytes}}' | ask create-staged-upload.graphql)
  jq -e '.createStagedUpload.userErrors == []' >/dev/null <<<"$room" || die "$(jq -r '.createStagedUpload.userErrors[].message' <<<"$room")"
  jq -r '.createStagedUpload.headers[] | "header = \"\(.name): \(.value)\""' <<<"$room" >"$session/put"
  curl -sS --fail --config "$session/put" --upload-file "$file" "$(jq -r '.createStagedUpload.uploadUrl' <<<"$room")" ||
    die "The file could not be put."
  jq --arg variant "$variant" '{input: {variant: $variant, stagedUploadId: .createStagedUpload.stagedUploadId}}' <<<"$room" |
    ask upload-logo.graphql
}

sign_in
if [ -n "${STAGED:-}" ]; then answer=$(staged); else answer=$(multipart); fi
if jq -e '.uploadLogo.logo' >/dev/null <<<"$answer"; then
  jq -r '.uploadLogo.logo | "\(.fileName) is \(.state): \(.kind), \(.width) x \(.height)", (.findings[] | "  \(.code): \(.message) \(.fix)")' <<<"$answer"
else
  jq -r '"The logo was refused.", (.uploadLogo.userErrors[] | "  \(.code): \(.message)")' <<<"$answer" >&2
  exit 1
fi
