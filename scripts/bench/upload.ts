import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@/lib/contract/context'
import { csvLine } from '@/lib/platform/csv/write'
import { getUploadFile, openUploadFile, startUploadFile, storePiece } from '@/lib/scoring/uploads'
import { readMapping } from '@/lib/scoring/uploads/file/prepare-mapping'
import { readRows } from '@/lib/scoring/uploads/file/read-rows'
import { streamOf } from '@/lib/scoring/uploads/file/read-sample'
import { startServer } from '../../tests/support/server'
import { memoryOf } from './http'
import { type LoadRequest, runLoad } from './load'
import type { BenchResult } from './main-job'
import { countFailures, runPaced } from './paced-load'
import { prepareBench } from './prepare'
import { type BenchLine, percentiles } from './table'

const COLUMNS = {
  external_id: 'externalId',
  occurred_at: 'occurredAt',
  type: 'type',
  amount: 'amount',
  sender_account: 'senderAccount',
  receiver_account: 'receiverAccount',
  device_id: 'deviceId',
  phone: 'phone',
  country: 'country',
  channel: 'channel',
} as const
const MAPPING = {
  decimal: '.',
  columns: Object.fromEntries(
    Object.entries(COLUMNS).map(([column, field]) => [
      field,
      field === 'occurredAt' ? { column, format: 'iso' } : { column },
    ]),
  ),
}
/** Single scores beside the job. */
const PER_SECOND = 20
const BATCH = 1_000
const LOOK_MS = 200

interface UploadBench {
  rows: number
  seconds: number
}

/**
 * A large file through its job, against batches of the API in the same run; the memory of its server; single scores beside it
 * against none; reading alone.
 */
export async function benchUpload({ rows, seconds }: UploadBench): Promise<BenchResult> {
  const { admin, apiKey, body, close } = await prepareBench()
  const first = fileOf(rows, body)
  const second = fileOf(Math.ceil(rows / 4), body)
  const readPerSecond = await readAlone(admin, first, rows)
  const server = await startServer({ env: { LOG_LEVEL: 'info', SENTINEL_RATE_LIMIT: '1000000' } })
  const post = (path: string, content: unknown): LoadRequest => ({
    method: 'POST',
    path,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(content),
  })
  const single = {
    url: server.url,
    perSecond: PER_SECOND,
    connections: 64,
    next: () => post('/api/score', body()),
  }
  try {
    const next = () => post('/api/score/batch', { transactions: Array.from({ length: BATCH }, () => body()) })
    const batches = await runLoad({ url: server.url, connections: 1, seconds, warmup: 5, next })
    const alone = await runPaced({ ...single, seconds })
    const whole = await runFile(admin, first, server.pid())
    const [beside, file] = await besideFile(admin, second, server.pid(), () =>
      runPaced({ ...single, seconds: 1 }),
    )
    const batchRows = (batches.samples.length * BATCH) / batches.seconds
    const [idle, busy] = [percentiles(alone.samples), percentiles(beside)]
    const line = (what: string, load: string, samples: number[]): BenchLine => ({ what, load, samples })
    return {
      lines: [
        {
          ...line(`POST /api/score/batch of ${BATCH}`, '1 connection', batches.samples),
          perSecond: batches.samples.length / batches.seconds,
        },
        line('POST /api/score', `${PER_SECOND} per s alone`, alone.samples),
        line('POST /api/score', `${PER_SECOND} per s beside a file`, beside),
      ],
      notes: [
        `batches: ${batchRows.toFixed(0)} rows/s`,
        `file of ${rows} rows: ${whole.perSecond.toFixed(0)} rows/s from its start to its end (${(whole.perSecond / batchRows).toFixed(2)} x batches); memory of the server +${whole.grownMb} MB at most`,
        `file of ${Math.ceil(rows / 4)} rows beside single scores: ${file.perSecond.toFixed(0)} rows/s; p99 of a score ${(busy.p99 / idle.p99).toFixed(1)} x, p50 ${(busy.p50 / idle.p50).toFixed(1)} x`,
        `reading and validating alone: ${readPerSecond.toFixed(0)} rows/s (${(readPerSecond / whole.perSecond).toFixed(1)} x the job)`,
      ],
      failures: batches.failures + countFailures(alone),
    }
  } finally {
    await server.stop()
    await close()
  }
}

function fileOf(rows: number, body: () => Record<string, unknown>): Buffer {
  const names = Object.keys(COLUMNS)
  const lines = [csvLine(names)]
  const startMs = Date.now() - rows * 10 - 60_000
  for (let i = 0; i < rows; i++) {
    const values: Record<string, unknown> = {
      ...body(),
      occurred_at: new Date(startMs + i * 10).toISOString(),
    }
    lines.push(csvLine(names.map((name) => String(values[name] ?? ''))))
  }
  return Buffer.from(lines.join(''))
}

async function readAlone({ tenant }: Context, file: Buffer, rows: number): Promise<number> {
  const startedAt = performance.now()
  const mapping = readMapping(JSON.stringify(MAPPING), tenant)
  const source = { file: streamOf([file]), mapping, header: Object.keys(COLUMNS), tenant, now: new Date() }
  let read = 0
  for await (const chunk of readRows({ ...source, maxRows: rows })) read += chunk.rows.length
  if (read !== rows) throw new Error(`${read} of ${rows} rows of the bench can be read`)
  return (1_000 * rows) / (performance.now() - startedAt)
}

async function begin(admin: Context, file: Buffer): Promise<string> {
  const opened = await openUploadFile(admin, {
    filename: 'bench.csv',
    file_size_bytes: file.length,
    mapping: MAPPING,
  })
  const { bytes, count } = opened.pieces!
  for (let number = 0; number < count; number++) {
    const piece = file.subarray(number * bytes, (number + 1) * bytes)
    await storePiece(admin, opened.id, { number, sha256: hash('sha256', piece, 'hex'), bytes: piece })
  }
  return opened.id
}

/** How fast the server works on a file from its start to its end. */
async function runFile(admin: Context, file: Buffer, pid: number) {
  const id = await begin(admin, file)
  const beforeMb = memoryOf(pid)?.nowMb ?? 0
  let mostMb = beforeMb
  await startUploadFile(admin, id)
  const startedAt = performance.now()
  for (;;) {
    const {
      status,
      rows_scored: scored,
      rows_uploaded: rows,
      error_message: why,
    } = await getUploadFile(admin, id)
    mostMb = Math.max(mostMb, memoryOf(pid)?.nowMb ?? 0)
    if (status === 'completed' && scored === rows) {
      return { perSecond: (1_000 * rows) / (performance.now() - startedAt), grownMb: mostMb - beforeMb }
    }
    if (['completed', 'failed', 'rejected'].includes(status))
      throw new Error(`the file of the bench is ${status}: ${why}, ${scored} of ${rows} scored`)
    await sleep(LOOK_MS)
  }
}

/** Repeats the load until the file is scored. */
async function besideFile(
  admin: Context,
  file: Buffer,
  pid: number,
  load: () => Promise<{ samples: number[] }>,
): Promise<[number[], { perSecond: number }]> {
  let over = false
  const scored = runFile(admin, file, pid).finally(() => (over = true))
  const samples: number[] = []
  while (!over) samples.push(...(await load()).samples)
  return [samples, await scored]
}
