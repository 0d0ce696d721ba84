import { z } from 'zod'
import { RISK_BANDS } from '@/lib/engine/policy'

/** The network of an entity: payments, and shared devices and phones, from the newest transactions. */
export const HOPS = [1, 2] as const
export type Hops = (typeof HOPS)[number]

/** Rows read per entity, neighbours shown per entity by its distance, and entities in one network. */
export const NETWORK_LIMITS = { rows: 2_000, neighbours: [12, 6], nodes: 150 } as const

const networkNode = z.object({
  key: z.string().describe('kind:id, as edges name it'),
  kind: z.enum(['account', 'device', 'phone']),
  id: z.string(),
  hop: z.int().min(0).max(2).describe('Distance from the requested entity'),
  risk_band: z.enum(RISK_BANDS).describe('The highest band of the transactions shown'),
  flagged: z.int(),
  watchlist: z.enum(['blocked', 'trusted']).nullable(),
  neighbours_left_out: z.int().nullable().describe('Null where its neighbours were not read'),
  capped: z.boolean().describe('It has more transactions than were read'),
})
export type NetworkNode = z.infer<typeof networkNode>

const networkEdge = z.object({
  kind: z.enum(['payment', 'use']).describe('use: the source paid with the target'),
  source: z.string().describe('The key of a node'),
  target: z.string().describe('The key of a node'),
  transactions: z.int(),
  amount: z.string().describe("Exact decimal, in the institution's own currency"),
  highest_score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  flagged: z.int(),
})
export type NetworkEdge = z.infer<typeof networkEdge>

export const networkResponse = z.object({
  currency: z.string(),
  nodes: z.array(networkNode),
  edges: z.array(networkEdge),
  left_out: z.int().describe('Neighbours found but not shown'),
  rows_per_entity: z.int().describe('The most transactions read of each entity, newest first'),
})
export type Network = z.infer<typeof networkResponse>

/** The key of a node, as edges name it. */
export const nodeKey = ({ kind, id }: Pick<NetworkNode, 'kind' | 'id'>): string => `${kind}:${id}`
