# shellcheck shell=bash
# What the examples share: a session, and a way to ask. Source it.
#
#   PORTICO_URL       the server (default http://127.0.0.1:8080)
#   PORTICO_TOKEN     an API token; without it the script signs in with
#   PORTICO_EMAIL     and PORTICO_PASSWORD (defaults: the reseller of the demo)

set -euo pipefail

: "${PORTICO_URL:=http://127.0.0.1:8080}"
: "${PORTICO_EMAIL:=dana@bluffharbor.example}"
: "${PORTICO_PASSWORD:=copper-lantern-tidal-orchard}"
export PORTICO_URL=${PORTICO_URL%/} PORTICO_EMAIL PORTICO_PASSWORD

examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

die() {
  echo "$*" >&2
  exit 1
}

for tool in curl jq; do
  command -v "$tool" >/dev/null || die "This example needs $tool. Install it (apt-get install $tool, brew install $tool)."
done

# The folder holds the session: nothing secret stands on a command line, where
# other users could read it.
session=$(mktemp -d)
trap 'rm -rf "$session"' EXIT
{
  echo "cookie = \"$session/cookies\""
  echo "cookie-jar = \"$session/cookies\""
  [ -z "${PORTICO_TOKEN:-}" ] || echo "header = \"Authorization: Bearer $PORTICO_TOKEN\""
} >"$session/curl"

# request sends something to the endpoint and gives the data of the answer, or
# says what was wrong and fails.
request() {
  local answer
  answer=$(curl -sS --config "$session/curl" "$@" "$PORTICO_URL/graphql") || die "No answer from $PORTICO_URL. Is 'make run' running?"
  if ! jq -e '.data != null and (has("errors") | not)' >/dev/null 2>&1 <<<"$answer"; then
    die "Refused: $(jq -r '.errors[0].message // .error.message // .' 2>/dev/null <<<"$answer" || echo "$answer")"
  fi
  jq '.data' <<<"$answer"
}

# ask sends one of the .graphql files beside this one; its variables come on the
# standard input as JSON.
ask() {
  jq --rawfile query "$examples/$1" '{query: $query, variables: .}' |
    request -H 'Content-Type: application/json' --data-binary @-
}

# sign_in starts the session, or leaves it to the token.
sign_in() {
  [ -z "${PORTICO_TOKEN:-}" ] || return 0
  local answer
  answer=$(jq -n '{input: {email: env.PORTICO_EMAIL, password: env.PORTICO_PASSWORD}}' | ask sign-in.graphql)
  jq -e '.signIn.userErrors == []' >/dev/null <<<"$answer" || die "Sign-in: $(jq -r '.signIn.userErrors[0].message' <<<"$answer")"
}

# fetch downloads a signed link to a file. The link needs no session.
fetch() {
  curl -sS --fail --location --output "$2" "$1" || die "The download of $2 failed."
}

# sha256_of prints the sha256 of a file as 64 hexadecimal digits.
sha256_of() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}
