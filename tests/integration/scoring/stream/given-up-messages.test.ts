import type { Model } from '@/lib/engine/inference'
import { claimPartition } from '@/lib/scoring/stream/partitions'
import { scoreMessages } from '@/lib/scoring/stream/score-messages'
import { newId } from '@/lib/platform/ids'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { countRows, paysimRow } from '../../../support/scoring'

/** Guarantee: a message that fails each time ends as a dead letter with its reason, and the others are scored. */

/** A payment of this amount fails. */
const POISON = 66_666
/** How it fails: its explanation does not add up, or a statement ends with this SQLSTATE. */
let failure: 'explanation' | '57014' | '23505' | '57P03' | '42703' | '25006' | 'unknown' = 'unknown'
let attempts = 0
let repairedAfter = Infinity
jest.mock('node:timers/promises', () => ({
  ...jest.requireActual('node:timers/promises'),
  setTimeout: () => Promise.resolve(),
}))
jest.mock('@/lib/scoring/path/evaluate-rows', () => {
  const actual = jest.requireActual('@/lib/scoring/path/evaluate-rows')
  return {
    ...actual,
    evaluateRows: (model: Model, features: Float32Array, n: number) => {
      if (!features.includes(POISON) || ++attempts > repairedAfter)
        return actual.evaluateRows(model, features, n)
      if (failure === 'explanation') {
        const { featureNames, baseValue } = model
        const predictMargins = () => model.predictMargins(features, n)
        const explain = () => model.explain(features, n).map((contribution) => contribution + 1)
        return actual.evaluateRows({ featureNames, baseValue, predictMargins, explain }, features, n)
      }
      throw Object.assign(new Error(failure), failure === 'unknown' ? {} : { code: failure })
    },
  }
})

const { signal } = new AbortController()

let minted: MintedTenant
beforeEach(async () => {
  attempts = 0
  repairedAfter = Infinity
  minted = await mintTenant()
})

async function scoreFive(): Promise<void> {
  const place = { tenantId: minted.tenant.id, group: 'g', topic: 'in', partition: 0 }
  const claim = await claimPartition(place, newId(), 0n)
  const records = Array.from({ length: 5 }, (_, i) => ({
    offset: BigInt(i),
    key: null,
    value: Buffer.from(JSON.stringify(paysimRow({ external_id: `p-${i}`, amount: i === 3 ? POISON : 10 }))),
    timestampMs: Date.now(),
  }))
  await scoreMessages(minted.system, claim, { records, to: 5n, end: 5n }, signal)
}

const deadLetters = () =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ at: number; problem: string; detail: string }>(
      `select message_offset::int as at, problem, detail from stream_dead_letters where tenant_id = $1`,
      [minted.tenant.id],
    )
    return rows
  })

it.each([
  ['explanation', 'model-unavailable', 'An explanation does not add up to its score.'],
  ['57014', 'database-unavailable', 'The database did not respond in time'],
  ['23505', 'conflict', 'The object has changed or already exists'],
  ['unknown', 'internal-error', 'Something failed on our side'],
] as const)('gives one message up that fails each time: %s', async (kind, problem, detail) => {
  failure = kind
  await scoreFive()
  expect(await deadLetters()).toEqual([{ at: 3, problem, detail }])
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(4)
})

it.each([
  ['57P03', 40],
  // A column that is not migrated yet; a replica.
  ['42703', 40],
  ['25006', 40],
  ['57014', 12],
] as const)('gives no message up while the database fails with %s', async (kind, repaired) => {
  failure = kind
  repairedAfter = repaired
  await scoreFive()
  expect(await deadLetters()).toEqual([])
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(5)
})
