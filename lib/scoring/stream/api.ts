import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { dismissDeadLetter } from './dead-letters/dismiss'
import { listDeadLetters } from './dead-letters/queries'
import { resendDeadLetter } from './dead-letters/resend'
import { deadLetterPage, deadLetterQuery, deadLetterResponse, KEPT_DAYS, resendBody } from './schema'

const TAG = 'Stream'
const params = z.strictObject({ id: uuid })

export const listDeadLettersOperation = defineOperation({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/api/stream/dead-letters',
  tag: TAG,
  summary: 'List messages of Kafka that could not be scored, newest first',
  description: `With the reason, and what became of them. Kept for ${KEPT_DAYS} days.`,
  auth: 'user',
  permission: 'stream:manage',
  query: deadLetterQuery,
  response: { status: 200, schema: deadLetterPage },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listDeadLetters(ctx, query),
})

export const resendDeadLetterOperation = defineOperation({
  id: 'resendDeadLetter',
  method: 'POST',
  path: '/api/stream/dead-letters/{id}/resend',
  tag: TAG,
  summary: 'Score a message that could not be scored, as it came or mended',
  description:
    'As if it had come again: its decision goes to the topic of decisions. A message that still cannot be scored is rejected with ' +
    'its problem and stays open. A message whose transaction is known already is settled as a duplicate.',
  auth: 'user',
  permission: 'stream:manage',
  params,
  body: resendBody,
  response: { status: 200, schema: deadLetterResponse },
  errors: [
    'not-found',
    'conflict',
    'idempotency-mismatch',
    'unsupported-currency',
    'no-production-model',
    'model-unavailable',
    'database-unavailable',
    'overloaded',
  ],
  handler: ({ ctx, params: { id }, body }) => resendDeadLetter(ctx, id, body.value),
})

export const dismissDeadLetterOperation = defineOperation({
  id: 'dismissDeadLetter',
  method: 'POST',
  path: '/api/stream/dead-letters/{id}/dismiss',
  tag: TAG,
  summary: 'Dismiss a message that could not be scored',
  auth: 'user',
  permission: 'stream:manage',
  params,
  response: { status: 200, schema: deadLetterResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id } }) => dismissDeadLetter(ctx, id),
})
