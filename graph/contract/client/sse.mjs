// graphql-sse in distinct connections mode: it follows a subscription until it
// has seen as many events as it was told, runs a query over the same endpoint,
// and shows what a refusal looks like.
import { createClient } from "graphql-sse";
import { site, say } from "./site.mjs";

const client = createClient({ url: `${site.url}/graphql`, headers: { authorization: `Bearer ${site.token}` }, retryAttempts: 0 });

async function collect(payload, most) {
  const seen = [];
  for await (const event of client.iterate(payload)) {
    seen.push(event);
    if (seen.length === most) break;
    if (seen.length === 1) await fetch(site.vars.then, { method: "POST" });
  }
  return seen;
}

say({
  events: await collect({ query: site.vars.subscription }, 2),
  query: await collect({ query: "{ viewer { roles } }" }, 9),
  refused: await collect({ query: "subscription { nothing }" }, 9),
});
client.dispose();
