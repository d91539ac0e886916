// Package examples is for those who build a portal on Portico: scripts that do
// the main jobs with curl and jq, and the GraphQL documents that they send. Its
// test runs the scripts against the real programme, so what stands here works.
package examples
