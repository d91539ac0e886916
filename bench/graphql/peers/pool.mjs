// One pool for each peer, as large as Portico's, on the socket and under the
// login that the environment names (PGHOST, PGUSER, PGDATABASE).
import pg from 'pg'

// Times stay text: a Date for each would be made only to be written out again.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => text.replace(' ', 'T'))

export const pool = new pg.Pool({ max: Number(process.env.BENCH_CONNS), idleTimeoutMillis: 0 })

export const port = Number(process.env.BENCH_PORT)
