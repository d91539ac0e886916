// GraphQL Yoga 5 with DataLoader and pg: loaders for each request, batches in
// one tick, nothing logged.
import { createServer } from 'node:http'
import DataLoader from 'dataloader'
import { createSchema, createYoga } from 'graphql-yoga'
import { pool, port } from './pool.mjs'
import * as sql from './statements.mjs'

const typeDefs = /* GraphQL */ `
  type Query {
    partners(first: Int = 20): PartnerConnection!
    distributors(first: Int = 20): PartnerConnection!
    searchPartners(word: String!, first: Int = 20): PartnerConnection!
    partner(id: ID!): Partner
  }
  type PartnerConnection { nodes: [Partner!]! }
  type Partner {
    id: ID!
    slug: String!
    displayName: String!
    status: String!
    website: String!
    currency: String!
    portfolio(first: Int = 20): PartnerConnection!
    certifications: [Certification!]!
    decision(templateId: ID!): Decision!
  }
  type Certification {
    id: ID!
    definitionKey: String!
    issuedAt: String!
    expiresAt: String!
    revokedAt: String
  }
  type Decision {
    result: String!
    unmetCount: Int!
  }
`

const rows = async (statement, ...values) => (await pool.query({ ...statement, values })).rows

// group puts rows under their keys, in the order of the keys.
function group(keys, rows, of) {
  const found = new Map(keys.map((k) => [k, []]))
  for (const row of rows) found.get(row[of]).push(row)
  return keys.map((k) => found.get(k))
}

const level = (word) => ['VIEW', 'DOWNLOAD', 'COBRAND', 'COBRAND_EXTENDED'].indexOf(word)
const most = (words) => Math.max(-1, ...words.map(level))

// decide holds a partner to the template edge-gateway-datasheet.
function decide(s) {
  const own = Math.max(most(s.levels), level(s.granted))
  const effective = s.caps.length ? Math.min(own, most(s.caps)) : own
  const met = [s.status === 'ACTIVE', (s.rank ?? 0) >= (s.silver ?? 1), effective >= level('COBRAND'), s.agreement, s.logo]
  const unmetCount = met.filter((ok) => !ok).length
  return { result: unmetCount ? 'LOCKED' : 'ALLOWED', unmetCount }
}

// A loader takes keys alone, so there is one for each page size.
function portfolios() {
  const bySize = new Map()
  return (first) => {
    if (!bySize.has(first))
      bySize.set(first, new DataLoader(async (ids) => group(ids, await rows(sql.portfolios, ids, first), 'distributorId')))
    return bySize.get(first)
  }
}

const loaders = () => ({
  portfolios: portfolios(),
  certifications: new DataLoader(async (ids) => group(ids, await rows(sql.certifications, ids), 'partnerId')),
  decisions: new DataLoader(async (ids) => group(ids, await rows(sql.standings, ids), 'id').map(([s]) => decide(s))),
})

const resolvers = {
  Query: {
    partners: async (_, { first }) => ({ nodes: await rows(sql.partners, first) }),
    distributors: async (_, { first }) => ({ nodes: await rows(sql.distributors, first) }),
    searchPartners: async (_, { word, first }) => ({ nodes: await rows(sql.search, word, first) }),
    partner: async (_, { id }) => (await rows(sql.partner, id))[0],
  },
  Partner: {
    portfolio: async (p, { first }, c) => ({ nodes: await c.portfolios(first).load(p.id) }),
    certifications: (p, _, c) => c.certifications.load(p.id),
    decision: (p, _, c) => c.decisions.load(p.id),
  },
}

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), context: loaders, logging: false, graphiql: false, landingPage: false })
const server = createServer(yoga)
server.keepAliveTimeout = 600_000
server.listen(port, '127.0.0.1')
