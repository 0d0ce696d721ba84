import type { QueryResult } from 'pg'
import type { Model } from '@/lib/engine/inference'
import { type ListState, NO_SIGNAL } from '@/lib/engine/policy'
import type { Statement, TenantPipeline } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { ExplorationInForce } from '@/lib/scoring/path/choose-explored'
import { exploreRows } from '@/lib/scoring/path/explore-rows'
import type { NewRow } from '@/lib/scoring/path/job'

const POLICY = { version: 3, reviewThreshold: 0.2, blockThreshold: 0.8, mediumFrom: 0.1, highFrom: 0.5 }
const IN_FORCE: ExplorationInForce = {
  version: 1,
  share: 1,
  amountCap: 50,
  dailyBudget: 1_000,
  seed: 'seed',
  day: '2026-12-01',
  spent: 0,
}

/** A pipeline that answers the two reads of exploration and notes what is sent. */
function pipeline(inForce: ExplorationInForce | null, free = true) {
  const sent: Statement[] = []
  const posted: Statement[] = []
  const result = (rows: object[]) => ({ rows }) as unknown as QueryResult
  const tx: TenantPipeline = {
    send: async (statements) => {
      sent.push(...statements)
      return [result([{ free }]), result(inForce ? [inForce] : [])]
    },
    post: (statements) => void posted.push(...statements),
    commit: async () => [],
  }
  return { tx, sent, posted }
}

const rowOf = (amount: number, senderAccount = 'C-1'): NewRow =>
  ({
    id: newId(),
    money: null,
    signal: NO_SIGNAL,
    job: { ctx: { tenant: { currency: 'USD' } } },
    row: {
      transaction: {
        amountMinor: amount * 100,
        externalId: null,
        senderAccount,
        receiverAccount: null,
        deviceId: null,
        phone: null,
      },
    },
  }) as unknown as NewRow

const basis = (scores: number[], lists = new Map<string, ListState>()) => ({
  modelVersionId: newId(),
  model: { calibrate: (margin: number) => margin } as Model,
  policy: POLICY,
  lists,
  evaluation: {
    features: new Float32Array(),
    margins: Float64Array.from(scores),
    contributions: new Float64Array(),
    modelMs: 0,
    explainMs: 0,
  },
})

describe('exploration on the scoring path', () => {
  it('asks the database nothing while no payment is blocked by its score', async () => {
    const { tx, sent } = pipeline(IN_FORCE)
    const lists = new Map<string, ListState>([['account\nC-listed', 'blocked']])
    const chosen = await exploreRows(tx, newId(), basis([0.79, 0.95], lists), [
      rowOf(5),
      rowOf(5, 'C-listed'),
    ])
    expect([chosen.size, sent.length]).toEqual([0, 0])
  })

  it('asks once in two seconds while it is off', async () => {
    const tenantId = newId()
    const { tx, sent, posted } = pipeline(null)
    for (const score of [0.9, 0.95]) await exploreRows(tx, tenantId, basis([score]), [rowOf(5)])
    expect(sent.map(({ name }) => name)).toEqual(['exploration-lock', 'exploration-read'])
    expect(posted).toEqual([])
  })

  it('lets through what is small and blocked by its score, and records it before the prediction', async () => {
    const { tx, posted } = pipeline(IN_FORCE)
    const rows = [rowOf(5), rowOf(5), rowOf(51), rowOf(7.5)]
    const chosen = await exploreRows(tx, newId(), basis([0.9, 0.1, 0.9, 0.8]), rows)
    expect([...chosen]).toEqual([0, 3])
    expect(posted).toHaveLength(1)
    expect(posted[0]?.values?.slice(0, 2)).toEqual([`{${rows[0]?.id},${rows[3]?.id}}`, '{5.00,7.50}'])
  })

  it('lets nothing through while another transaction draws', async () => {
    const { tx, posted } = pipeline(IN_FORCE, false)
    const chosen = await exploreRows(tx, newId(), basis([0.9]), [rowOf(5)])
    expect([chosen.size, posted.length]).toEqual([0, 0])
  })
})
