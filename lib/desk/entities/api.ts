import { z } from 'zod'
import { ENTITY_KINDS, entityId } from '@/lib/contract/entities'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { addEntityNote } from './add-note'
import { getNetwork } from './get-network'
import { getEntity, listEntityNotes, listEntityTransactions } from './queries'
import {
  entityNotePageResponse,
  entityNoteResponse,
  entityResponse,
  entityTransactionPageResponse,
  MOST_ROWS,
  NETWORK_LIMITS,
  networkResponse,
  noteBody,
  RECENT_DAYS,
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
    `Figures use the newest ${MOST_ROWS} transactions, usual behaviour and the trend those of the ` +
    `${RECENT_DAYS} days up to the latest one. The graph is the network within one hop.`,
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject(ofKind),
  response: { status: 200, schema: entityResponse },
  errors: ['not-found'],
  handler: ({ ctx, params, query }) => getEntity(ctx, { kind: query.kind, id: params.account_id }),
})

export const listEntityTransactionsOperation = defineOperation({
  id: 'listEntityTransactions',
  method: 'GET',
  path: '/api/entities/{account_id}/transactions',
  tag: 'Entities',
  summary: 'List the transactions of an entity, newest first',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject({ ...ofKind, ...pageQuery(50, 200) }),
  response: { status: 200, schema: entityTransactionPageResponse },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params, query: { kind, ...page } }) =>
    listEntityTransactions(ctx, { kind, id: params.account_id }, page),
})

export const getEntityNetworkOperation = defineOperation({
  id: 'getEntityNetwork',
  method: 'GET',
  path: '/api/entities/{account_id}/network',
  tag: 'Entities',
  summary: 'Read the network of an entity: payments, and shared devices and phones',
  description:
    `From the newest ${NETWORK_LIMITS.rows} transactions of each entity, the first ${NETWORK_LIMITS.neighbours[0]} ` +
    `neighbours of the centre and ${NETWORK_LIMITS.neighbours[1]} of each of those: flagged ones first, then those with ` +
    'most transactions. One hop includes the entities that share a device or phone of the centre.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  params,
  query: z.strictObject({
    ...ofKind,
    hops: z
      .enum(['1', '2'])
      .default('1')
      .transform((hops) => (hops === '2' ? 2 : 1)),
    limit: z.coerce
      .number<number | string>()
      .int()
      .min(1)
      .max(NETWORK_LIMITS.nodes)
      .default(NETWORK_LIMITS.nodes),
  }),
  response: { status: 200, schema: networkResponse },
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
  response: { status: 200, schema: entityNotePageResponse },
  errors: ['not-found', 'invalid-cursor'],
  handler: ({ ctx, params, query: { kind, ...page } }) =>
    listEntityNotes(ctx, { kind, id: params.account_id }, page),
})

export const addEntityNoteOperation = defineOperation({
  id: 'addEntityNote',
  method: 'POST',
  path: '/api/entities/{account_id}/notes',
  tag: 'Entities',
  summary: 'Add a note to an entity',
  description: 'A note cannot be changed or deleted.',
  auth: 'user',
  permission: 'entity:note',
  params,
  query: z.strictObject(ofKind),
  body: noteBody,
  response: { status: 201, schema: entityNoteResponse },
  errors: ['not-found'],
  handler: ({ ctx, params, query, body }) =>
    addEntityNote(ctx, { kind: query.kind, id: params.account_id }, body),
})
