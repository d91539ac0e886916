#!/usr/bin/env bash
# Pictures of pages, as a portal shows them: a tile for every template with the
# partner's own logo in it, a thumbnail for every copy that was made, and the file
# that the partner's copies begin with.
#
#   PORTICO_URL=http://127.0.0.1:8080 examples/previews.sh
#
# The pictures go to the current folder, or to OUT. See lib.sh for signing in.

# shellcheck source=examples/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
: "${OUT:=.}"
: "${WIDTH:=320}"

# picture fetches a page. Where it is being drawn the answer is 503, and says
# in how many seconds to ask again: curl waits as long and does.
picture() {
  curl -sS --fail --location --retry 20 --output "$2" "$1$([[ $1 == *\?* ]] && echo '&' || echo '?')page=1&width=$WIDTH" || die "There is no picture for $2."
}

sign_in
mkdir -p "$OUT"
tiles=$(jq -n '{}' | ask previews.graphql)
echo "Templates"
jq -r '.templates.nodes[] | [.slug, .decision.result, .previewUrl // ""] | @tsv' <<<"$tiles" |
  while IFS=$'\t' read -r slug result url; do
    if [ -z "$url" ]; then
      echo "  $slug: $result, nothing to see yet"
      continue
    fi
    picture "$url" "$OUT/$slug.png"
    echo "  $OUT/$slug.png"
  done

echo "Copies"
jq -n '{first: 5}' | ask renditions.graphql | jq -r '.renditions.nodes[] | [.id, .fileName, .previewUrl] | @tsv' |
  while IFS=$'\t' read -r id name url; do
    picture "$url" "$OUT/copy-$id.png"
    echo "  $OUT/copy-$id.png is $name"
  done

echo "What copies begin with"
jq -r '.templates.nodes[] | [.id, .slug] | @tsv' <<<"$tiles" |
  while IFS=$'\t' read -r id slug; do
    jq -n --arg id "$id" '{templateId: $id}' | ask template-variants.graphql </dev/stdin |
      jq -r --arg slug "$slug" '.templateVariants[] | "  \($slug) \(.piece): \(.pages) page(s), as \(.outputs | join(", "))"'
  done
