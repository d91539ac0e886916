// The audit suite of graphql-http, as somebody who is signed in.
import { serverAudits } from "graphql-http";
import { site, authorized, say } from "./site.mjs";

const audits = serverAudits({ url: `${site.url}/graphql`, fetchFn: authorized });
const results = await Promise.all(audits.map((audit) => audit.fn()));
say(results.map(({ id, name, status, reason }) => ({ id, name, status, reason: reason ?? "" })));
