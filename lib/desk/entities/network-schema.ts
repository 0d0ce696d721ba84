import { z } from 'zod'
import { RISK_BANDS } from '@/lib/engine/policy'

/** Who pays whom, and with what they share: a bounded picture of the newest transactions. */
export const HOPS = [1, 2] as const
export type Hops = (typeof HOPS)[number]

/** Rows looked at per entity, neighbours shown per entity by its distance, and entities in one picture. */
export const NETWORK_LIMITS = { rows: 2_000, neighbours: [12, 6], nodes: 150 } as const

export const networkNode = z.object({
  key: z.string().describe('kind:id, which edges name'),
  kind: z.enum(['account', 'device', 'phone']),
  id: z.string(),
  hop: z.int().min(0).max(2).describe('Distance from the entity that was asked for'),
  risk_band: z.enum(RISK_BANDS).describe('The worst of the transactions shown'),
  flagged: z.int(),
  watchlist: z.enum(['blocked', 'trusted']).nullable(),
  neighbours_left_out: z.int().nullable().describe('Null where its own neighbours were not looked for'),
  capped: z.boolean().describe('It has more transactions than were looked at'),
})
export type NetworkNode = z.input<typeof networkNode>

export const networkEdge = z.object({
  kind: z.enum(['payment', 'use']).describe('use: the source paid with the target'),
  source: z.string().describe('The key of a node'),
  target: z.string().describe('The key of a node'),
  transactions: z.int(),
  amount: z.string().describe("Exact decimal, in the institution's own currency"),
  highest_score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  flagged: z.int(),
})
export type NetworkEdge = z.input<typeof networkEdge>

export const network = z.object({
  currency: z.string(),
  nodes: z.array(networkNode),
  edges: z.array(networkEdge),
  left_out: z.int().describe('Neighbours that were found and are not shown'),
  rows_per_entity: z
    .int()
    .describe('How many of the newest transactions of each entity were looked at, at most'),
})
export type Network = z.input<typeof network>

/** The name of a node in an edge. */
export const nodeKey = ({ kind, id }: Pick<NetworkNode, 'kind' | 'id'>): string => `${kind}:${id}`
