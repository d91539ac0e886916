#!/usr/bin/env bash
# Tells Portico of a course that somebody completed in another learning system, as
# that system would: one xAPI statement, with an API token.
#
#   PORTICO_TOKEN=... examples/send-statements.sh E-MAIL COURSE [STATEMENT-ID TIME]
#
# The token is one of the scope training.import: createApiToken makes it. Sent again
# under the same id with the same time, such as 2026-11-28T14:30:00Z, the statement
# changes nothing and is answered alike. PORTICO_URL is the server,
# http://127.0.0.1:8080 when it is not given. A refusal is printed and fails.

set -euo pipefail

die() { echo "$*" >&2; exit 1; }
[ $# -ge 2 ] || { echo "usage: send-statements.sh E-MAIL COURSE [STATEMENT-ID TIME]" >&2; exit 2; }
for tool in curl jq; do
  command -v "$tool" >/dev/null || die "This example needs $tool. Install it (apt-get install $tool, brew install $tool)."
done
[ -n "${PORTICO_TOKEN:-}" ] || die "Set PORTICO_TOKEN to an API token of the scope training.import."
url=${PORTICO_URL:-http://127.0.0.1:8080}
url=${url%/}
id=${3:-$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)}
at=${4:-$(date -u +%FT%TZ)}

jq -n --arg id "$id" --arg mail "mailto:$1" --arg course "$url/courses/$2" --arg at "$at" '{
  id: $id,
  actor: {objectType: "Agent", mbox: $mail},
  verb: {id: "http://adlnet.gov/expapi/verbs/completed"},
  object: {id: $course},
  timestamp: $at
}' | curl -sS --fail-with-body -w '\n' -X POST "$url/xapi/statements" \
  -H "Authorization: Bearer $PORTICO_TOKEN" -H 'Content-Type: application/json' \
  -H 'X-Experience-API-Version: 1.0.3' --data-binary @-
