#!/usr/bin/env bash
# The main job, as a portal would do it: sign in, look what may be co-branded,
# make a datasheet and a social image with the partner's own logo, download both,
# and learn from a refusal what is missing.
#
#   PORTICO_URL=http://127.0.0.1:8080 examples/cobrand.sh
#
# The files go to the current folder, or to OUT. See lib.sh for signing in.

# shellcheck source=examples/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
: "${OUT:=.}"

sign_in
jq -n '{}' | ask viewer.graphql |
  jq -r '.viewer // error("Nobody is signed in.") | "Signed in as \(.person.name) of \(.partner.displayName // "the vendor").\n"'

# What there is, each with its decision.
offers=$(jq -n '{}' | ask templates.graphql)
jq -r '"Templates", (.templates.nodes[] | "  \(.slug): \(.decision.result). \(.decision.summary)")' <<<"$offers"

# input says what to make: the template by its slug, the piece and the output.
input() {
  jq --arg slug "$1" --arg piece "$2" --arg output "$3" \
    '{input: {templateId: (first(.templates.nodes[] | select(.slug == $slug) | .id) // error("There is no template \($slug).")),
      piece: $piece, output: $output}}' <<<"$offers"
}

# render makes a piece, downloads it and compares the checksum.
render() {
  local answer file
  answer=$(input "$@" | ask render-cobrand.graphql)
  jq -e '.renderCobrand.rendition' >/dev/null <<<"$answer" ||
    die "Not made: $(jq -r '.renderCobrand | [.userErrors[].message, .problems[].message] | join(" ")' <<<"$answer")"
  file=$OUT/$(jq -r '.renderCobrand.rendition.fileName' <<<"$answer")
  fetch "$(jq -r '.renderCobrand.rendition.downloadUrl' <<<"$answer")" "$file"
  [ "$(sha256_of "$file")" = "$(jq -r '.renderCobrand.rendition.sha256' <<<"$answer")" ] || die "$file is not what was rendered."
  jq -r --arg file "$file" '.renderCobrand.rendition | "  \($file): \(.mediaType), \(.bytes) bytes, \(.pages) page(s)"' <<<"$answer"
}

echo
echo "Made and downloaded"
mkdir -p "$OUT"
render edge-gateway-datasheet datasheet web
render edge-gateway-social social linkedin

echo
echo "Asked for the pricing guide, which is for others"
input edge-gateway-pricing guide web | ask render-cobrand.graphql | jq -r '
  .renderCobrand | if .rendition then "  It was made: nothing is missing." else
    "  \(.decision.result): \(.decision.summary)",
    (.decision.requirements[] | select(.state != "MET") |
      "  - \(.id)", "      have  \(.have)", "      need  \(.need)",
      "      next  \(if .next then "\(.next.label)\(if (.next.minutes // 0) > 0 then " (\(.next.minutes) min)" else "" end)" else "nothing you can do" end)")
  end'
