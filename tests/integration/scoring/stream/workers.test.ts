import { execFile } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  describeWithKafka,
  type Kafka,
  type SentMessage,
  startKafka,
  startStreamWorker,
  type StreamWorker,
  until,
  workerSettings,
} from '../../../support/kafka'
import { relayDatabase } from '../../../support/far-database'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { paysimRow } from '../../../support/scoring'

/** Guarantee: whatever ends, dies or moves, every committed message is scored once, and a decision leaves for each. */

const PARTITIONS = 12
const INPUT = 'sentra.transactions.raw'
const DECISIONS = 'sentra.scores.output'
const DEAD_LETTERS = 'sentra.scores.dlq'
/** Is in the settings of the workers long before it exists. Its messages have a form of their own. */
const LATE = 'sentra.transactions.late'

let kafka: Kafka
let minted: MintedTenant
let database: { url: string; close(): void } | undefined
const workers: StreamWorker[] = []

const start = (more: Record<string, string> = {}): StreamWorker => {
  const { slug } = minted.tenant
  const worker = startStreamWorker({
    ...workerSettings(kafka, `${slug}=${INPUT},${slug}=${LATE}`, 'sentra-scorers'),
    SENTINEL_STREAM_OUTPUT: DECISIONS,
    SENTINEL_STREAM_DEAD_LETTERS: DEAD_LETTERS,
    // For all workers of the machine.
    SENTINEL_STREAM_METRICS_PORT: '19500-19599',
    SENTINEL_STREAM_MAPPINGS: `${LATE}=${lateMapping()}`,
    ...more,
  })
  workers.push(worker)
  return worker
}

function lateMapping(): string {
  const file = path.join(kafka.directory, 'late.json')
  const columns = {
    externalId: { column: 'payment.id' },
    occurredAt: { column: 'payment.at', format: 'epoch-ms' },
    type: { constant: 'TRANSFER' },
    amount: { column: 'payment.amount' },
    senderAccount: { column: 'from' },
  }
  writeFileSync(file, JSON.stringify({ columns }))
  return file
}
const latePayments = (name: string, count: number): SentMessage[] =>
  Array.from({ length: count }, (_, i) => ({
    topic: LATE,
    key: `L-${i}`,
    value: JSON.stringify({
      payment: { id: `${name}-${i}`, at: Date.UTC(2026, 5, 1), amount: 12.5 },
      from: `L-${i}`,
    }),
  }))

const payment = (id: string, sender: string): SentMessage => ({
  topic: INPUT,
  key: sender,
  value: JSON.stringify(paysimRow({ external_id: id, nameOrig: sender, amount: 10 + (id.length % 7) })),
})
/** Payments of 40 senders. */
const payments = (name: string, count: number): SentMessage[] =>
  Array.from({ length: count }, (_, i) => payment(`${name}-${i}`, `C-${i % 40}`))

interface PublishedLetter {
  id: string
  partition: number
  offset: string
  problem: string
  value_base64: string | null
}

interface Totals {
  processed: number
  scored: number
  duplicates: number
  dead: number
  partitions: number
}

const totals = (): Promise<Totals> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<Totals>(
      `select coalesce(sum(next_offset - first_offset), 0)::int as processed, coalesce(sum(scored_count), 0)::int as scored,
              coalesce(sum(duplicate_count), 0)::int as duplicates, coalesce(sum(dead_count), 0)::int as dead,
              count(*)::int as partitions
         from stream_partitions where tenant_id = $1`,
      [minted.tenant.id],
    )
    return rows[0]!
  })

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Everything in the topic is processed, and everything that left is in Kafka. */
async function settled(): Promise<void> {
  let end = 0
  // Kafka writes the markers of a transaction after it has confirmed its end: the end is read again.
  const isAtEnd = async () => {
    const { processed } = await totals()
    if (processed < end) return false
    end = sum(await kafka.ends(INPUT))
    return processed === end
  }
  await until('every offset is processed', isAtEnd, workers)
  await until('all are scored', async () => (await scoredIds()).length >= expected.length, workers)
  await until('the outbox is empty', async () => (await waiting()) === 0, workers)
}

const waiting = (): Promise<number> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select (select count(*) from stream_outbox where tenant_id = $1)::int
            + (select count(*) from stream_dead_letters where tenant_id = $1 and published_at is null)::int as n`,
      [minted.tenant.id],
    )
    return rows[0]!.n
  })

/** How often each external id was scored. */
const scoredIds = (): Promise<string[]> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ external_id: string }>(
      `select t.external_id from transactions t join predictions p on p.tenant_id = t.tenant_id and p.transaction_id = t.id
        where t.tenant_id = $1 and t.source = 'stream' order by 1`,
      [minted.tenant.id],
    )
    return rows.map(({ external_id: id }) => id)
  })

const idsOf = (messages: readonly SentMessage[]): string[] =>
  messages.map(({ value }) => (JSON.parse(value!) as { external_id: string }).external_id)

const expected: string[] = []
async function send(messages: SentMessage[]): Promise<void> {
  await kafka.send(messages)
  expected.push(...idsOf(messages))
}

/** The invariants, by SQL and by what is in Kafka. */
async function expectAllOnce(): Promise<void> {
  await settled()
  expect(await scoredIds()).toEqual(expected.toSorted())
  const published = (await kafka.read(DECISIONS)).map(
    ({ value }) => (JSON.parse(value!) as { external_id: string }).external_id,
  )
  // A publication may repeat; none may be missing.
  expect([...new Set(published)].toSorted()).toEqual(expected.toSorted())
}

describeWithKafka('workers of the stream', () => {
  beforeAll(async () => {
    ;[kafka, minted] = await Promise.all([startKafka(), mintTenant()])
    await kafka.createTopics([INPUT, DECISIONS], PARTITIONS)
    await kafka.createTopics([DEAD_LETTERS], 1)
  }, 240_000)

  afterAll(async () => {
    database?.close()
    for (const { process } of workers) process.kill('SIGKILL')
    await Promise.all(workers.map(({ ended }) => ended))
    await kafka?.stop()
  }, 120_000)

  it('wait for a database that cannot be reached at their start', async () => {
    let isUp = false
    database = await relayDatabase({ isUp: () => isUp })
    const worker = start({ DATABASE_URL: database.url })
    await until(
      'the worker waits',
      async () => worker.log().includes('the stream waits for the database'),
      workers,
    )
    const [, port] = /"port":(\d+)[^\n]*serves its metrics/.exec(worker.log())!
    const readiness = async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status
    expect(await readiness()).toBe(503)
    isUp = true
    await until('the worker is ready', async () => (await readiness()) === 200, workers)
  }, 400_000)

  it('score committed messages once', async () => {
    await send(payments('first', 200))
    await kafka.sendInTransactions([
      { messages: payments('aborted-1', 30), end: 'abort' },
      { messages: payments('aborted-2', 30), end: 'abort' },
      { messages: payments('committed', 30), end: 'commit' },
      { messages: payments('aborted-3', 30), end: 'abort' },
    ])
    expected.push(...idsOf(payments('committed', 30)))
    await expectAllOnce()
    expect(await totals()).toMatchObject({ scored: 230, dead: 0, partitions: PARTITIONS })
  }, 400_000)

  it('put messages that cannot be scored aside, with the reason, and go on', async () => {
    const poison = Array.from({ length: 40 }, (_, i) => ({
      topic: INPUT,
      key: `C-${i}`,
      value: `{"broken": ${i}`,
    }))
    const tombstone = { topic: INPUT, key: 'C-1', value: null }
    await kafka.send([...poison, tombstone])
    await send(payments('after-poison', 40))
    await expectAllOnce()
    const letters = (await kafka.read(DEAD_LETTERS)).map(({ value }) => JSON.parse(value!) as PublishedLetter)
    const byId = new Map(letters.map((letter) => [letter.id, letter]))
    const byPlace = new Map(letters.map((letter) => [`${letter.partition}:${letter.offset}`, letter]))
    // The producer repeats messages now and then: each offset is put aside once.
    expect(byPlace.size).toBe(byId.size)
    expect(await totals()).toMatchObject({ dead: byId.size })
    const values = [...byId.values()].map(({ problem, value_base64: value }) => [
      problem,
      value && Buffer.from(value, 'base64').toString(),
    ])
    expect(new Set(values.map(([problem, value]) => `${problem} ${value}`))).toEqual(
      new Set(['invalid-request null', ...poison.map(({ value }) => `malformed-json ${value}`)]),
    )
  }, 400_000)

  it('lose and repeat nothing when one is killed, others come and go, and the broker crashes', async () => {
    const before = (await totals()).processed
    const [killed] = workers
    await send(payments('killed', 1_500))
    await until('the worker is at work', async () => (await totals()).processed > before, workers)
    killed!.process.kill('SIGKILL')
    await killed!.ended

    const [leaving] = [start(), start()]
    await send(payments('two', 200))
    await until('a worker is at work again', async () => (await totals()).processed > before + 1_500, workers)
    // Before it handles signals, SIGTERM would end it like any process.
    await until(
      'the leaving worker is ready',
      async () => /is ready|partition taken/.test(leaving!.log()),
      workers,
    )
    await send(payments('leaving', 300))
    leaving!.process.kill('SIGTERM')
    expect(await leaving!.ended).toBe(0)
    await kafka.restartBroker()
    await send(payments('broker', 200))
    await expectAllOnce()
  }, 600_000)

  it('score nothing again when the database is set back to the beginning of the topic', async () => {
    await withClient('superuser', (client) =>
      client.query(
        `update stream_partitions set next_offset = first_offset, scored_count = 0, duplicate_count = 0, dead_count = 0, skipped_count = 0
          where tenant_id = $1`,
        [minted.tenant.id],
      ),
    )
    // The worker notices at the next message of each partition.
    await send(payments('rewound', 40))
    await send(Array.from({ length: 200 }, (_, i) => payment(`rewound-more-${i}`, `D-${i}`)))
    await expectAllOnce()
    const after = await totals()
    expect(after.scored).toBe(240)
    // The producer repeats messages now and then; each of them is one more duplicate.
    expect(after.duplicates).toBeGreaterThanOrEqual(expected.length - 240)
  }, 400_000)

  it('publish decisions in the partition that the Java client chooses for the sender', async () => {
    const topic = 'java-keys'
    await kafka.createTopics([topic], PARTITIONS)
    const partitionsIn = async (name: string) =>
      new Map((await kafka.read(name)).map(({ key, partition }) => [key!, partition]))
    const decisions = await partitionsIn(DECISIONS)
    expect(decisions.size).toBe(240)
    await javaProduces(topic, [...decisions.keys()])
    expect(await partitionsIn(topic)).toEqual(decisions)
  }, 240_000)

  it('read a topic that is created late, and from its beginning where it is created again', async () => {
    const scored = async (name: string) =>
      (await scoredIds()).filter((id) => id.startsWith(`${name}-`)).length
    await kafka.createTopics([LATE], 1)
    await kafka.send(latePayments('late', 10))
    await until('messages of the late topic are scored', async () => (await scored('late')) === 10, workers)

    await kafka.deleteTopics([LATE])
    await kafka.createTopics([LATE], 2)
    // Each partition has more messages than the former topic had: its offset exists, and is another message's.
    await kafka.send(latePayments('again', 40))
    await until('messages of the new topic are scored', async () => (await scored('again')) === 40, workers)
  }, 400_000)
})

/** Sends a message per key with Kafka's own console producer. */
function javaProduces(topic: string, keys: readonly string[]): Promise<void> {
  const jars = path.resolve('.sentinel/kafka/jars')
  const classpath = readdirSync(jars)
    .filter((name) => name.endsWith('.jar'))
    .map((name) => path.join(jars, name))
    .join(path.delimiter)
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java'
  const properties = ['parse.key=true', 'key.separator=|'].flatMap((property) => ['--property', property])
  const args = ['--bootstrap-server', kafka.address, '--topic', topic, ...properties]
  const options = [
    '-Xmx128m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Dfile.encoding=UTF-8',
    '-cp',
    classpath,
  ]
  return new Promise((resolve, reject) => {
    const child = execFile(
      java,
      [...options, 'org.apache.kafka.tools.ConsoleProducer', ...args],
      { timeout: 120_000 },
      (error, _stdout, stderr) => (error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve()),
    )
    child.stdin!.end(keys.map((key) => `${key}|java\n`).join(''))
  })
}
