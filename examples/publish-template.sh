#!/usr/bin/env bash
# A template folder on its way to the partners: its author uploads and submits it,
# somebody else approves and publishes it.
#
#   examples/publish-template.sh DIR
#
# DESIGNER and APPROVER are the people who sign in, in the demo with the same
# PORTICO_PASSWORD. What the server finds in the folder is printed, as template lint
# would.

export PORTICO_EMAIL=${DESIGNER:=design@veldmark.example}
# shellcheck source=examples/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -eq 1 ] || { echo "usage: publish-template.sh DIR" >&2; exit 2; }
[ -f "$1/template.yaml" ] || die "There is no $1/template.yaml. Name the folder of a template."
command -v zip >/dev/null || die "This example needs zip. Install it (apt-get install zip, brew install zip)."

# Sources of art, golden files and what begins with a dot stay at home.
(cd "$1" && zip -qr "$session/template.zip" . -x 'art/*' 'golden/*' '.*' '*/.*')

upload() {
  jq -n --rawfile query "$examples/upload-template.graphql" '{query: $query, variables: {file: null}}' >"$session/operations"
  request -F "operations=<$session/operations" -F 'map={"0": ["variables.file"]}' -F "0=@\"$session/template.zip\"" \
    -H 'GraphQL-Require-Preflight: true'
}

# step does one of the steps and says why not.
step() {
  local answer
  answer=$(jq -n --arg id "$id" '{id: $id}' | ask "$1")
  jq -e '[.[].userErrors[]] == []' >/dev/null <<<"$answer" || die "$(jq -r '[.[].userErrors[].message] | join(" ")' <<<"$answer")"
}

sign_in
answer=$(upload)
jq -r '.uploadTemplate | (.problems[], .version.warnings[]?) | "\(.code): \(.where): \(.message) \(.fix)"' <<<"$answer"
id=$(jq -r '.uploadTemplate.version.id // empty' <<<"$answer")
[ -n "$id" ] || die "Refused: $(jq -r '.uploadTemplate | if .problems == [] then .userErrors[].message else "repair what is listed above." end' <<<"$answer")"
jq -r '.uploadTemplate.version | "\(.slug) \(.version) is a draft."' <<<"$answer"
step submit-template.graphql

rm -f "$session/cookies"
PORTICO_EMAIL=${APPROVER:=brand@veldmark.example}
sign_in
step publish-template.graphql
echo "It is published."
