// urql runs every operation that it is given, a page after its cursor, and a
// subscription until its first event.
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-sse";
import { site, authorized, say } from "./site.mjs";

const url = `${site.url}/graphql`;
const sse = createClient({ url, headers: { authorization: `Bearer ${site.token}` } });
const client = new Client({
  url,
  fetch: authorized,
  preferGetMethod: false,
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (operation) => ({
        subscribe: (sink) => ({ unsubscribe: sse.subscribe(operation, sink) }),
      }),
    }),
  ],
});

const plain = ({ data, error }) => ({ data, errors: error?.graphQLErrors ?? (error ? [{ message: error.message }] : undefined) });
const results = {};
for (const { name, text, variables } of site.vars.operations) {
  const kind = text.match(/^\s*(query|mutation)/m)[1];
  results[name] = plain(await client[kind](text, variables).toPromise());
}
const followed = await new Promise((done) => {
  const { unsubscribe } = client.subscription(site.vars.subscription, {}).subscribe((event) => {
    done(plain(event));
    setTimeout(() => unsubscribe());
  });
});
sse.dispose();
say({ results, followed });
