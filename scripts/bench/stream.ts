import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { type Kafka, startKafka, startStreamWorker } from '../../tests/support/kafka'
import { startServer } from '../../tests/support/server'
import { cpuSeconds } from './cpu-time'
import { runLoad } from './load'
import type { BenchResult } from './main-job'
import { prepareBench } from './prepare'
import type { BenchLine } from './table'

const PARTITIONS = 6
const TOPIC = 'bench.transactions'
const GROUP = 'bench'
const BATCH = 1_000
/** Messages per request of the producer that fills the topic. */
const FILL = 500
/** Transactions that warm the worker up: its code, its caches and its connections. */
const WARM_UP = 3_000
/** Tazama, August 2025: transactions per second on 40 machines, rules only. */
const BEST_PUBLISHED = 2_497

/**
 * Batches over HTTP, then messages of Kafka that wait already, then messages at half of that rate with the time from sending one to
 * reading its decision. Broker, database, worker and producer share the machine.
 */
export async function benchStream(superuserUrl: string, seconds: number): Promise<BenchResult> {
  const prepared = await prepareBench()
  const batch = await benchBatch(prepared, seconds)
  const kafka = await startKafka()
  const { slug, id: tenantId } = prepared.admin.tenant
  const client = new Client({ connectionString: superuserUrl })
  await client.connect()
  const processed = async () => {
    const text = 'select coalesce(sum(scored_count), 0)::int as n from stream_partitions where tenant_id = $1'
    return (await client.query<{ n: number }>(text, [tenantId])).rows[0]!.n
  }
  try {
    await kafka.createTopics(
      [TOPIC, `sentinel.decisions.${slug}`, `sentinel.dead-letters.${slug}`],
      PARTITIONS,
    )
    const next = () => messageOf(prepared.body())
    await fill(kafka, WARM_UP, next)
    const worker = startStreamWorker({
      DATABASE_URL: process.env.DATABASE_URL ?? '',
      SENTINEL_KAFKA_BROKERS: kafka.address,
      SENTINEL_STREAM_TOPICS: `${slug}=${TOPIC}`,
      SENTINEL_STREAM_GROUP: GROUP,
      LOG_LEVEL: 'warn',
    })
    const until = async (count: number) => {
      while ((await processed()) < count) {
        if (worker.process.exitCode !== null) throw new Error(worker.log())
        await sleep(20)
      }
    }
    await until(WARM_UP)

    const rows = Math.round(Number(batch.perSecond) * BATCH * seconds)
    const before = cpuSeconds(worker.process.pid!)
    const startedAt = performance.now()
    await Promise.all([fill(kafka, rows, next), until(WARM_UP + rows)])
    const tookMs = performance.now() - startedAt
    const after = cpuSeconds(worker.process.pid!)
    const rate = (1_000 * rows) / tookMs

    await kafka.watch(`sentinel.decisions.${slug}`)
    const paced = Array.from({ length: Math.round((rate / 2) * seconds) }, next)
    await kafka.sendPaced(paced, rate / 2)
    const latencies = await kafka.latencies()
    worker.process.kill('SIGTERM')
    await worker.ended
    const lines: BenchLine[] = [
      { ...batch, floor: undefined },
      {
        what: 'stream: messages that wait',
        load: `${rows} messages`,
        samples: [tookMs],
        perSecond: rate,
        cpuMs: before === null || after === null ? undefined : (1_000 * (after - before)) / rows,
      },
      {
        what: 'stream: from sending to the decision',
        load: `${(rate / 2).toFixed(0)} messages/s`,
        samples: latencies,
        perSecond: rate / 2,
      },
    ]
    return { lines, notes: notesOf(Number(batch.perSecond) * BATCH, rate), failures: 0 }
  } finally {
    await client.end()
    await kafka.stop()
    await prepared.close()
  }
}

function notesOf(batchRate: number, rate: number): string[] {
  return [
    `stream: ${rate.toFixed(0)} messages/s through broker, scoring and durable write, ${(rate / batchRate).toFixed(2)} x of ${batchRate.toFixed(0)} rows/s by batches`,
    `The best published open figure is ${BEST_PUBLISHED} transactions/s on 40 machines (Tazama). Theirs evaluates rules over several services; ` +
      'ours is one worker beside broker and database on one machine, with one model, its explanation and a durable row per message.',
  ]
}

async function benchBatch(
  { apiKey, body }: Awaited<ReturnType<typeof prepareBench>>,
  seconds: number,
): Promise<BenchLine> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn', SENTINEL_RATE_LIMIT: '1000000' } })
  try {
    const next = () => ({
      method: 'POST' as const,
      path: '/api/score/batch',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ transactions: Array.from({ length: BATCH }, body) }),
    })
    const { samples, ...run } = await runLoad({ url: server.url, connections: 1, seconds, warmup: 5, next })
    if (run.failures > 0) throw new Error(`${run.failures} batches failed`)
    return {
      what: `POST /api/score/batch of ${BATCH}`,
      load: '1 connection',
      samples,
      perSecond: samples.length / run.seconds,
    }
  } finally {
    await server.stop()
  }
}

function messageOf(body: Record<string, unknown>) {
  const sender = body.sender_account ?? body.nameOrig
  return { topic: TOPIC, id: String(body.external_id), key: String(sender), value: JSON.stringify(body) }
}

async function fill(kafka: Kafka, count: number, next: () => ReturnType<typeof messageOf>): Promise<void> {
  for (let sent = 0; sent < count; sent += FILL) {
    const messages = Array.from({ length: Math.min(FILL, count - sent) }, next)
    await kafka.send(messages.map(({ id: _, ...message }) => message))
  }
}
