import { Client } from 'pg'
import { systemContext } from '@/lib/access/tenants'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { getDrift, measureTenant } from '@/lib/governance/drift'
import { driftQuery } from '@/lib/governance/drift/schema'
import { scoreTransaction } from '@/lib/scoring/path'
import { transactionBody } from '@/lib/scoring/path/schema'
import { DEMO_BANKS } from '@/prisma/seed/demo-banks'
import type { BenchResult } from './main-job'
import { prepareBench } from './prepare'
import type { BenchLine } from './table'
import { fillTenant } from './workspace/fill-tenant'

interface DriftBench {
  superuserUrl: string
  rows: number
  seconds: number
}

/** Scores in flight at once. */
const CONNECTIONS = 16
const PAIRS = 3
const DAY_MS = 86_400_000
const READS = 200

/**
 * The snapshot job over `rows` new decisions of a day, the read behind /drift, and scoring in the same process with and without the job, in turns.
 */
export async function benchDrift({ superuserUrl, rows, seconds }: DriftBench): Promise<BenchResult> {
  const prepared = await prepareBench()
  const [bank] = DEMO_BANKS
  if (!bank) throw new Error('no demo bank')
  const present = await fillTenant(superuserUrl, bank.id, { rows, withinMs: DAY_MS })
  const stepEpochMs = Date.now() - 720 * 3_600_000
  const tenant = { ...bank, stepEpochMs, earliestEventMs: defaultEarliestMs(Date.now()), country: null }
  const ctx = systemContext(tenant, 'bench')
  const measure = async (signal?: AbortSignal) => {
    await forget(superuserUrl, bank.id)
    const startedAt = performance.now()
    const decisions = await measureTenant(bank.id, new Date(), { signal })
    return { decisions, ms: performance.now() - startedAt }
  }
  const alone = await measure()
  const reads: number[] = []
  for (let i = 0; i < READS; i++) {
    const startedAt = performance.now()
    await getDrift(ctx, driftQuery.parse({ days: 30, feature: 'amount' }))
    reads.push(performance.now() - startedAt)
  }
  const scoreFor = async (until: () => boolean) => {
    const samples: number[] = []
    const startedAt = performance.now()
    const worker = async () => {
      while (!until()) {
        const start = performance.now()
        await scoreTransaction(ctx, transactionBody.parse(prepared.body()), null, start)
        samples.push(performance.now() - start)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, worker))
    return { samples, perSecond: (1_000 * samples.length) / (performance.now() - startedAt) }
  }
  const forSeconds = () => {
    const end = performance.now() + seconds * 1_000
    return () => performance.now() >= end
  }
  await scoreFor(forSeconds())
  const [without, beside] = [newTurns(), newTurns()]
  const jobs: number[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    addTurn(without, await scoreFor(forSeconds()))
    const end = new AbortController()
    const job = measure(end.signal)
    addTurn(beside, await scoreFor(forSeconds()))
    end.abort()
    const { decisions, ms } = await job
    jobs.push((1_000 * decisions) / ms)
  }
  await prepared.close()
  const rate = (turns: Turns) => turns.perSecond.reduce((sum, each) => sum + each, 0) / PAIRS
  const line = (what: string, turns: Turns): BenchLine => ({
    what,
    load: `${CONNECTIONS} in flight`,
    samples: turns.samples,
    perSecond: rate(turns),
  })
  return {
    lines: [
      { what: 'read behind /drift', load: '1 at a time', samples: reads },
      line('score, without the job', without),
      line('score, beside the job', beside),
    ],
    notes: [
      `Job over ${alone.decisions.toLocaleString('en')} new decisions of ${present.toLocaleString('en')}: ${(alone.ms / 1_000).toFixed(1)} s alone; ` +
        `beside scoring ${jobs.map((rate) => rate.toFixed(0)).join(', ')} decisions/s`,
      `Scoring lost ${(100 * (1 - rate(beside) / rate(without))).toFixed(1)} % while the job ran`,
    ],
    failures: 0,
  }
}

interface Turns {
  samples: number[]
  perSecond: number[]
}

const newTurns = (): Turns => ({ samples: [], perSecond: [] })

function addTurn(turns: Turns, { samples, perSecond }: { samples: number[]; perSecond: number }): void {
  for (const sample of samples) turns.samples.push(sample)
  turns.perSecond.push(perSecond)
}

/** Takes back what the job has stored, so that all decisions are new again. */
async function forget(url: string, tenantId: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const table of [
      'drift_alarms',
      'drift_watches',
      'drift_labels',
      'drift_snapshots',
      'drift_cursors',
    ]) {
      await client.query(`delete from ${table} where tenant_id = $1`, [tenantId])
    }
  } finally {
    await client.end()
  }
}
