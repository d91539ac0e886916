#!/usr/bin/env bash
# What learning brought: the certifications of the one who signs in, the
# certificate of the first as a PDF, and what a stranger with its code is told.
#
#   PORTICO_URL=http://127.0.0.1:8080 examples/certificate.sh
#
# The file goes to the current folder, or to OUT. See lib.sh for signing in.

# shellcheck source=examples/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
: "${OUT:=.}"

sign_in
held=$(jq -n '{}' | ask my-certifications.graphql |
  jq '[.certificationDefinitions[] | select(.progress.holds) | {name, id: .progress.holds.id, state: .progress.holds.state}]')
jq -e 'length > 0' >/dev/null <<<"$held" || die "You have earned none here yet. Complete a course that one of the certificationDefinitions asks for."
jq -r '.[] | "\(.name) is \(.state)"' <<<"$held"

answer=$(jq '{certificationId: .[0].id}' <<<"$held" | ask make-certificate.graphql)
jq -e '.makeCertificate.downloadUrl' >/dev/null <<<"$answer" ||
  die "Not made: $(jq -r '[.makeCertificate.userErrors[].message] | join(" ")' <<<"$answer")"
mkdir -p "$OUT"
fetch "$(jq -r '.makeCertificate.downloadUrl' <<<"$answer")" "$OUT/certificate.pdf"
echo "The certificate is in $OUT/certificate.pdf"

# The badge is for everybody who has its address: no session, no token.
fetch "$(jq -r '.makeCertificate.certification.badge.badgeUrl' <<<"$answer")" "$session/badge.json"
jq -r '"Anybody may verify it at \(.id)", "  issued by \(.issuer.name), valid until \(.validUntil[:10]), signed with \(.proof[0].cryptosuite)"' "$session/badge.json"
