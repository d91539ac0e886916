// PostGraphile 5 as its documentation puts it into production: Amber preset, no
// watching, no GraphiQL, no explain, its own statement preparation.
import { createServer } from 'node:http'
import { grafserv } from 'postgraphile/grafserv/node'
import { makePgService } from 'postgraphile/adaptors/pg'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { postgraphile } from 'postgraphile'
import { pool, port } from './pool.mjs'

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['public'], pubsub: false })],
  schema: { defaultBehavior: '+connection +list' },
  grafast: { explain: false },
  grafserv: { port, graphqlPath: '/graphql', graphiql: false, watch: false },
}

const serv = postgraphile(preset).createServ(grafserv)
const server = createServer()
await serv.addTo(server)
server.keepAliveTimeout = 600_000
server.listen(port, '127.0.0.1')
