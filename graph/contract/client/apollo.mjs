// Apollo Client does the same with its own link, and keeps what it read by id.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable, gql } from "@apollo/client";
import { createClient } from "graphql-sse";
import { print } from "graphql";
import { site, authorized, say } from "./site.mjs";

const uri = `${site.url}/graphql`;
const sse = createClient({ url: uri, headers: { authorization: `Bearer ${site.token}` } });
const streams = new ApolloLink(({ query, variables, operationName }) =>
  new Observable((sink) => sse.subscribe({ query: print(query), variables, operationName }, sink)));
const client = new ApolloClient({
  cache: new InMemoryCache({ possibleTypes: site.vars.possibleTypes }),
  link: ApolloLink.split(({ operationType }) => operationType === "subscription", streams, new HttpLink({ uri, fetch: authorized })),
});

const plain = ({ data, error }) => ({ data, errors: error ? error.errors ?? [{ message: error.message }] : undefined });
const results = {};
for (const { name, text, variables } of site.vars.operations) {
  const document = gql(text);
  const mutation = /^\s*mutation/m.test(text);
  results[name] = plain(await (mutation
    ? client.mutate({ mutation: document, variables, errorPolicy: "all" })
    : client.query({ query: document, variables, errorPolicy: "all" })));
}
const followed = await new Promise((done) => {
  const follower = client.subscribe({ query: gql(site.vars.subscription) }).subscribe((event) => {
    done(plain(event));
    setTimeout(() => follower.unsubscribe());
  });
});
sse.dispose();
say({ results, followed, kept: Object.keys(client.cache.extract()).sort() });
