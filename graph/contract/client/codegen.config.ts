import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "./schema.graphql",
  documents: ["./operations/*.graphql"],
  generates: { "./made/": { preset: "client", presetConfig: { persistedDocuments: true } } },
};
export default config;
