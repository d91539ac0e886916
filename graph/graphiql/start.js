// Starts GraphiQL on our own endpoint. A subscription is read as a stream of
// server-sent events, everything else as one answer.
"use strict";

async function ask(params, headers, accept) {
  return fetch("/graphql", {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", accept },
    body: JSON.stringify(params),
  });
}

// events gives what the stream says, one block at a time.
async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split("\n\n");
      text = blocks.pop();
      for (const block of blocks) {
        if (block.startsWith("event: complete")) return;
        const data = block.match(/^data: (.*)$/m);
        if (data) yield JSON.parse(data[1]);
      }
    }
  } finally {
    await reader.cancel();
  }
}

async function* follow(params, headers) {
  const answer = await ask(params, headers, "text/event-stream");
  if (!answer.ok) {
    yield answer.json();
    return;
  }
  yield* events(answer);
}

function isSubscription(params, document) {
  return (document?.definitions ?? []).some((d) =>
    d.operation === "subscription" && (!params.operationName || d.name?.value === params.operationName));
}

async function fetcher(params, { documentAST, headers } = {}) {
  if (isSubscription(params, documentAST)) return follow(params, headers);
  const answer = await ask(params, headers, "application/graphql-response+json, application/json");
  return answer.json();
}

const first = `# What may be made, and what is missing.
{
  templates {
    nodes {
      slug
      decision {
        result
        summary
      }
    }
  }
}
`;

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: first, shouldPersistHeaders: false }),
);
