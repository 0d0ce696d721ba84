import { withClient } from '../../../support/postgres'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { countRows, paysimRow } from '../../../support/scoring'
import { newId } from '@/lib/platform/ids'
import { claimPartition, isFenced } from '@/lib/scoring/stream/partitions'
import { publishDeadLetters } from '@/lib/scoring/stream/publishing/publish-dead-letters'
import { publishDecisions, type PublishedDecision } from '@/lib/scoring/stream/publishing/publish-decisions'
import type { StreamRecord } from '@/lib/scoring/stream/read-message'
import {
  decisionMessage,
  type DeadLetterMessage,
  deadLetterMessage,
  MAX_MESSAGE_BYTES,
} from '@/lib/scoring/stream/schema'
import { isOfModel, scoreMessages } from '@/lib/scoring/stream/score-messages'

/** Guarantee: decisions, dead letters and the place in the partition commit together, and only for the worker that has it. */

const { signal } = new AbortController()

const TOPIC_ID = newId()
const claimOf = ({ tenant }: MintedTenant, first: bigint) =>
  claimPartition({ tenantId: tenant.id, group: 'g', topic: 'in', partition: 0 }, TOPIC_ID, first)

const record = (offset: number, value: unknown): StreamRecord => ({
  offset: BigInt(offset),
  key: Buffer.from('key'),
  value:
    value === null || Buffer.isBuffer(value)
      ? value
      : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  timestampMs: Date.now(),
})

const payment = (id: string, changes: Record<string, unknown> = {}) =>
  paysimRow({ external_id: id, ...changes })

const stretch = (records: StreamRecord[], to: number) => ({ records, to: BigInt(to), end: BigInt(to) })

const stored = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `select next_offset::int as next, scored_count::int as scored, duplicate_count::int as duplicates, dead_count::int as dead,
              skipped_count::int as skipped, end_offset::int as "end" from stream_partitions where tenant_id = $1`,
      [tenant.id],
    )
    return rows[0]
  })

interface Published {
  decisions: PublishedDecision[]
  deadLetters: DeadLetterMessage[]
}
async function published({ tenant }: MintedTenant): Promise<Published> {
  const all: Published = { decisions: [], deadLetters: [] }
  await publishDecisions(tenant.id, async (decisions) => void all.decisions.push(...decisions))
  await publishDeadLetters(tenant.id, async (letters) => void all.deadLetters.push(...letters))
  return all
}

it('scores messages, counts duplicates and gaps, and keeps what cannot be scored with its reason', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 10n)
  const records = [
    record(10, payment('a')),
    record(11, payment('b')),
    // Offsets 12 and 13 hold no message.
    record(14, payment('a')),
    record(15, payment('b', { amount: 5 })),
    record(16, '{"external_id": "c"'),
    record(17, payment('d', { amount: -1 })),
    record(18, paysimRow()),
    record(19, payment('e', { tenant: 'other-bank' })),
    record(20, null),
    record(21, Buffer.from([0xff, 0xfe])),
    record(22, 'x'.repeat(MAX_MESSAGE_BYTES + 1)),
    record(23, payment('f', { occurred_at: '1900-01-01T00:00:00Z', step: undefined })),
    // Its name is cut in the middle of a character.
    record(24, payment('g', { [`${'n'.repeat(199)}\u{1f600}`]: 1 })),
  ]
  await scoreMessages(minted.system, claim, stretch(records, 30), signal)

  expect(await stored(minted)).toEqual({ next: 30, scored: 2, duplicates: 1, dead: 10, skipped: 7, end: 30 })
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(2)
  const { decisions, deadLetters } = await published(minted)
  expect(
    decisions.map(({ key, value }) => [key, decisionMessage.parse(JSON.parse(value)).external_id]),
  ).toEqual([
    ['C1305486145', 'a'],
    ['C1305486145', 'b'],
  ])
  expect(
    deadLetters.map((letter) => {
      const { offset, problem, errors } = deadLetterMessage.parse(letter)
      return [Number(offset), problem, errors[0]?.field]
    }),
  ).toEqual([
    [15, 'idempotency-mismatch', undefined],
    [16, 'malformed-json', undefined],
    [17, 'invalid-request', 'amount'],
    [18, 'invalid-request', 'external_id'],
    [19, 'unknown-field', 'tenant'],
    [20, 'invalid-request', ''],
    [21, 'invalid-text', undefined],
    [22, 'too-large', undefined],
    [23, 'invalid-request', 'occurred_at'],
    [24, 'unknown-field', `${'n'.repeat(199)}\uFFFD…`],
  ])
  expect(
    deadLetters.map(({ value_bytes: bytes, value_base64: value }) => [bytes, value !== null]),
  ).toContainEqual([MAX_MESSAGE_BYTES + 1, false])
  // Nothing is published twice.
  expect(await published(minted)).toEqual({ decisions: [], deadLetters: [] })
})

it('moves on over offsets without messages', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  await scoreMessages(minted.system, claim, stretch([], 7), signal)
  expect(await stored(minted)).toMatchObject({ next: 7, scored: 0, skipped: 7 })
  expect(claim.next).toBe(7n)
})

it('lets a worker write nothing once another one has taken the partition', async () => {
  const minted = await mintTenant()
  const first = await claimOf(minted, 0n)
  const second = await claimOf(minted, 0n)
  const messages = stretch([record(0, payment('a')), record(1, 'no JSON')], 2)
  const late = await scoreMessages(minted.system, first, messages, signal).catch((error: unknown) => error)
  expect(isFenced(late)).toBe(true)
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(0)
  expect(await published(minted)).toEqual({ decisions: [], deadLetters: [] })

  await scoreMessages(minted.system, second, messages, signal)
  expect(await stored(minted)).toMatchObject({ next: 2, scored: 1, dead: 1 })
  // The same messages once more, as after a rebalance that came too late.
  const again = { ...second, next: 0n }
  expect(
    isFenced(await scoreMessages(minted.system, again, messages, signal).catch((error: unknown) => error)),
  ).toBe(true)
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(1)
})

it('lets exactly one of two workers score the same messages at the same time', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  const messages = stretch(
    Array.from({ length: 20 }, (_, i) => record(i, payment(`p-${i}`))),
    20,
  )
  const results = await Promise.allSettled([
    scoreMessages(minted.system, { ...claim }, messages, signal),
    scoreMessages(minted.system, { ...claim }, messages, signal),
  ])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await stored(minted)).toMatchObject({ next: 20, scored: 20 })
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(20)
  expect((await published(minted)).decisions).toHaveLength(20)
})

it('does not wait for a model: the tenants without one would hold up the others', async () => {
  const minted = await mintTenant()
  const stage = (to: string) =>
    withClient('superuser', (client) =>
      client.query('update model_versions set stage = $2 where tenant_id = $1', [minted.tenant.id, to]),
    )
  const claim = await claimOf(minted, 0n)
  const messages = stretch([record(0, payment('a')), record(1, '?')], 2)
  await stage('registered')
  const failed = await scoreMessages(minted.system, claim, messages, signal).catch((error: unknown) => error)
  expect(isOfModel(failed)).toBe(true)
  expect(await stored(minted)).toMatchObject({ next: 0, dead: 0 })
  await stage('production')
  await scoreMessages(minted.system, claim, messages, signal)
  expect(await stored(minted)).toMatchObject({ next: 2, scored: 1, dead: 1 })
})

it('keeps decisions that could not be published', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  await scoreMessages(minted.system, claim, stretch([record(0, payment('a')), record(1, '?')], 2), signal)
  const failure = new Error('no broker')
  for (const publish of [publishDecisions, publishDeadLetters])
    await expect(publish(minted.tenant.id, () => Promise.reject(failure))).rejects.toBe(failure)
  const { decisions, deadLetters } = await published(minted)
  expect([decisions.length, deadLetters.length]).toEqual([1, 1])
})

it('publishes the decisions of a sender in their order when two workers publish at once', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  const ids = Array.from({ length: 9 }, (_, i) => `p-${i}`)
  // One row each, one more than a worker takes.
  for (const [i, id] of ids.entries())
    await scoreMessages(minted.system, claim, stretch([record(i, payment(id))], i + 1), signal)
  const order: (string | null)[] = []
  const note = async (decisions: PublishedDecision[]) =>
    void order.push(...decisions.map(({ value }) => decisionMessage.parse(JSON.parse(value)).external_id))
  const first = await publishDecisions(minted.tenant.id, async (decisions) => {
    expect(await publishDecisions(minted.tenant.id, note)).toBe('elsewhere')
    await note(decisions)
  })
  expect(first).toBe('more')
  expect(await publishDecisions(minted.tenant.id, note)).toBe('nothing')
  expect(order).toEqual(ids)
})

it('publishes in the order of the decisions, also after a worker whose clock was ahead', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  await scoreMessages(minted.system, claim, stretch([record(0, payment('first'))], 1), signal)
  await withClient('superuser', (client) =>
    client.query(
      `update stream_outbox set id = 'ffffffff-ffff-7fff-bfff-ffffffffffff', created_at = created_at - interval '1 second'
        where tenant_id = $1`,
      [minted.tenant.id],
    ),
  )
  await scoreMessages(minted.system, claim, stretch([record(1, payment('second'))], 2), signal)
  const { decisions } = await published(minted)
  expect(decisions.map(({ value }) => (JSON.parse(value) as { external_id: string }).external_id)).toEqual([
    'first',
    'second',
  ])
})

it('holds no transaction open while Kafka is asked', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  await scoreMessages(minted.system, claim, stretch([record(0, payment('a')), record(1, '?')], 2), signal)
  const leased = (table: string) =>
    withClient('superuser', async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from ${table} where tenant_id = $1 and publishing_until > now()`,
        [minted.tenant.id],
      )
      return rows[0]!.n
    })
  // Another connection sees the lease, so it is committed.
  const seen: number[] = []
  await publishDecisions(minted.tenant.id, async () => void seen.push(await leased('stream_outbox')))
  await publishDeadLetters(minted.tenant.id, async () => void seen.push(await leased('stream_dead_letters')))
  expect(seen).toEqual([1, 1])
})

it('lets other workers publish what a worker that died has taken, once its lease ends', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  await scoreMessages(minted.system, claim, stretch([record(0, payment('a')), record(1, '?')], 2), signal)
  const lease = (until: string) =>
    withClient('superuser', async (client) => {
      for (const table of ['stream_outbox', 'stream_dead_letters'])
        await client.query(
          `update ${table} set publishing_until = now() + $2::interval where tenant_id = $1`,
          [minted.tenant.id, until],
        )
    })
  await lease('1 hour')
  expect(await published(minted)).toEqual({ decisions: [], deadLetters: [] })
  await lease('-1 second')
  const { decisions, deadLetters } = await published(minted)
  expect([decisions.length, deadLetters.length]).toEqual([1, 1])
})

it('forgets what Kafka has before a later part fails', async () => {
  const minted = await mintTenant()
  const claim = await claimOf(minted, 0n)
  const large = { padding: 'x'.repeat(60_000) }
  const records = Array.from({ length: 9 }, (_, i) => record(i, { ...large, i }))
  await scoreMessages(minted.system, claim, stretch(records, 9), signal)
  const parts: DeadLetterMessage[][] = []
  const failure = new Error('no broker')
  const failing = publishDeadLetters(minted.tenant.id, async (letters) => {
    if (parts.length === 2) throw failure
    parts.push(letters)
  })
  await expect(failing).rejects.toBe(failure)
  await publishDeadLetters(minted.tenant.id, async (letters) => void parts.push(letters))
  expect(parts.flatMap((part) => part.map(({ offset }) => Number(offset)))).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8,
  ])
})

it('reads a partition three times and scores each message once', async () => {
  const minted = await mintTenant()
  const messages = stretch(
    Array.from({ length: 300 }, (_, i) => record(i, payment(`p-${i}`))),
    300,
  )
  for (let round = 0; round < 3; round++) {
    await withClient('superuser', (client) =>
      client.query(
        `update stream_partitions set next_offset = first_offset, scored_count = 0, duplicate_count = 0, skipped_count = 0, dead_count = 0
          where tenant_id = $1`,
        [minted.tenant.id],
      ),
    )
    const claim = await claimOf(minted, 0n)
    await scoreMessages(minted.system, claim, messages, signal)
  }
  expect(await stored(minted)).toMatchObject({ next: 300, scored: 0, duplicates: 300 })
  expect(await countRows(minted.tenant.id, 'transactions')).toBe(300)
  expect((await published(minted)).decisions).toHaveLength(300)
})
