import { z } from 'zod'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { addEntityNote } from './add-note'
import { getEntityProfile } from './get-activity'
import { getNetwork } from './get-network'
import { listEntityNotes } from './list-notes'
import { listEntityTransactions } from './list-transactions'
import {
  entityActivity,
  entityHeader,
  entityNote,
  entityTransaction,
  entityUsual,
  MOST_ROWS,
  network,
  NETWORK_LIMITS,
  noteBody,
  RECENT_DAYS,
  trendDay,
} from './schema'

const params = z.object({ account_id: entityId.describe('The id of the account, device or phone') })
const ofKind = { kind: z.enum(ENTITY_KINDS).default('account') }

export const getEntityOperation = defineOperation({
  id: 'getEntity',
  method: 'GET',
  path: '/api/entities/{account_id}',
  tag: 'Entities',
  summary: 'Read an account, a device or a phone: figures, usual behaviour, risk per day, neighbours',
  description:
    `Figures look at its newest ${MOST_ROWS} transactions, usual behaviour and the trend at those of the ` +
    `${RECENT_DAYS} days up to its latest one. The graph is its network within one step.`,
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject(ofKind),
  response: {
    status: 200,
    schema: entityHeader.extend({
      activity: entityActivity,
      usual: entityUsual,
      trend: z.array(trendDay),
      graph: network,
    }),
  },
  errors: ['not-found'],
  async handler({ ctx, params, query }) {
    const entity = { kind: query.kind, id: params.account_id }
    const { header, ...profile } = await getEntityProfile(ctx, entity)
    return { ...header, ...profile, graph: await getNetwork(ctx, entity, { hops: 1 }) }
  },
})

export const listEntityTransactionsOperation = defineOperation({
  id: 'listEntityTransactions',
  method: 'GET',
  path: '/api/entities/{account_id}/transactions',
  tag: 'Entities',
  summary: 'List the transactions in which an entity takes part, newest first',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject({ ...ofKind, ...pageQuery(50, 200) }),
  response: {
    status: 200,
    schema: z.object({ items: z.array(entityTransaction), next_cursor: z.string().nullable() }),
  },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params, query: { kind, ...page } }) =>
    listEntityTransactions(ctx, { kind, id: params.account_id }, page),
})

export const getEntityNetworkOperation = defineOperation({
  id: 'getEntityNetwork',
  method: 'GET',
  path: '/api/entities/{account_id}/network',
  tag: 'Entities',
  summary: 'Read who pays an entity and whom it pays, and the devices and phones that are shared',
  description:
    `From the newest ${NETWORK_LIMITS.rows} transactions of each entity, the foremost ${NETWORK_LIMITS.neighbours[0]} ` +
    `neighbours of the centre and ${NETWORK_LIMITS.neighbours[1]} of each of those: flagged ones first, then those with ` +
    'most transactions. Who shares a device or a phone of the centre is told at one step already.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject({
    ...ofKind,
    hops: z
      .enum(['1', '2'])
      .default('1')
      .transform((hops) => (hops === '2' ? 2 : 1)),
    limit: z.coerce.number().int().min(1).max(NETWORK_LIMITS.nodes).default(NETWORK_LIMITS.nodes),
  }),
  response: { status: 200, schema: network },
  errors: ['not-found'],
  handler: ({ ctx, params, query: { kind, hops, limit } }) =>
    getNetwork(ctx, { kind, id: params.account_id }, { hops, limit }),
})

export const listEntityNotesOperation = defineOperation({
  id: 'listEntityNotes',
  method: 'GET',
  path: '/api/entities/{account_id}/notes',
  tag: 'Entities',
  summary: 'List the notes on an entity, newest first',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject({ ...ofKind, ...pageQuery(50, 200) }),
  response: {
    status: 200,
    schema: z.object({ items: z.array(entityNote), next_cursor: z.string().nullable() }),
  },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params, query: { kind, ...page } }) =>
    listEntityNotes(ctx, { kind, id: params.account_id }, page),
})

export const addEntityNoteOperation = defineOperation({
  id: 'addEntityNote',
  method: 'POST',
  path: '/api/entities/{account_id}/notes',
  tag: 'Entities',
  summary: 'Write a note on an entity',
  description: 'A note stays as it was written.',
  auth: 'user',
  permission: 'entity:note',
  params,
  query: z.strictObject(ofKind),
  body: noteBody,
  response: { status: 201, schema: entityNote },
  errors: ['not-found'],
  handler: ({ ctx, params, query, body }) =>
    addEntityNote(ctx, { kind: query.kind, id: params.account_id }, body),
})
