import { recordLabels, type LabelReport } from '@/lib/scoring/labels'
import { withTenant } from '@/lib/platform/db'
import { scoreBatch } from '@/lib/scoring/path'
import { identified } from '@/lib/scoring/path/identify'
import { transactionBody } from '@/lib/scoring/path/schema'
import { type SimulatedEvent, toScoreBody } from '@/lib/engine/simulation'
import type { MintedTenant } from './minted-tenant'

/** The maximum rows of a batch; an arriving label ends it sooner. */
const BATCH = 250

interface Arrival {
  atMs: number
  row: number
  report: LabelReport
}

/**
 * Replays a history through the product: scores transactions in order through the API, and records each label before
 * the first transaction at or after its arrival. Returns the number of labels.
 */
export async function serveHistory(minted: MintedTenant, events: readonly SimulatedEvent[]): Promise<number> {
  const tenantId = minted.tenant.id
  const ids: string[] = []
  const arrivals = arrivalsOf(events)
  let settled = 0
  let waiting: SimulatedEvent[] = []

  const score = async () => {
    if (!waiting.length) return
    const rows = waiting.map(({ transaction }) =>
      identified(minted.tenant, transactionBody.parse(toScoreBody(transaction))),
    )
    waiting = []
    const render = (results: { kind: string; body?: string }[]): string => {
      for (const { body } of results)
        ids.push((JSON.parse(body ?? '') as { transaction_id: string }).transaction_id)
      return ''
    }
    await scoreBatch(minted.system, rows, { idempotencyKey: null, startedAt: performance.now(), render })
  }
  const settle = async ({ atMs, row, report }: Arrival) => {
    const said = { ...report, transactionId: ids[row] ?? '' }
    await withTenant({ tenantId }, (tx) => recordLabels(tx, tenantId, [said], new Date(atMs)))
    settled += 1
  }
  for (const event of events) {
    const { occurredAtMs } = event.transaction
    while (arrivals[settled] && (arrivals[settled] as Arrival).atMs <= occurredAtMs) {
      await score()
      await settle(arrivals[settled] as Arrival)
    }
    waiting.push(event)
    if (waiting.length === BATCH) await score()
  }
  await score()
  return settled
}

/** The labels in order of arrival, ties in the order of their transactions. */
function arrivalsOf(events: readonly SimulatedEvent[]): Arrival[] {
  const arrivals = events.flatMap(({ label }, row): Arrival[] => {
    if (label.arrivesAtMs === null) return []
    const report = { transactionId: '', isFraud: label.isFraud, source: 'upload' as const, decisionId: null }
    return [{ atMs: label.arrivesAtMs, row, report }]
  })
  return arrivals.sort((a, b) => a.atMs - b.atMs || a.row - b.row)
}
