import type { Context } from '@/lib/contract/context'
import { recordLabels } from '@/lib/scoring/labels'
import { withTenant } from '@/lib/platform/db'
import { scoreHistory } from '@/lib/scoring/path'
import { transactionBody } from '@/lib/scoring/path/schema'
import { type SimulatedEvent, toScoreBody } from '@/lib/engine/simulation'
import { Agenda } from './agenda'
import { chance } from './chance'
import { FraudDesk } from './fraud-desk'

/** The maximum number of rows scored together; any other event ends a group sooner. */
const GROUP = 200

/** Reports of customers arrive with the next hourly import. */
const IMPORT_EVERY_MS = 3_600_000

/** Milliseconds until a transaction arrives. */
const TRANSIT = { least: 80, most: 900 }

/**
 * Replays a history up to now through the product: transactions are scored in order of time; labels and decisions are
 * recorded in between, at their time. Returns the number of transactions. Continues an interrupted run.
 */
export async function liveThrough(
  ctx: Context,
  history: Iterable<SimulatedEvent>,
  nowMs: number,
): Promise<number> {
  const agenda = new Agenda()
  const desk = await FraudDesk.open(ctx, agenda, nowMs)
  const labelled = await labelledBefore(ctx)
  let waiting: SimulatedEvent[] = []
  let scored = 0

  const score = async () => {
    const group = waiting
    waiting = []
    const latestMs = group.at(-1)?.transaction.occurredAtMs ?? 0
    const responses = group.length ? await scoreHistory(ctx, group.map(toPast)) : []
    responses.forEach((response, i) => {
      const event = group[i] as SimulatedEvent
      desk.receiveAlert(event, response, latestMs)
      awaitLabel(event, response.transaction_id)
    })
    scored += group.length
  }
  const awaitLabel = (event: SimulatedEvent, transactionId: string) => {
    const { isFraud, arrivesAtMs } = event.label
    if (arrivesAtMs === null || labelled.has(transactionId)) return
    const importedAtMs = Math.ceil(arrivesAtMs / IMPORT_EVERY_MS) * IMPORT_EVERY_MS
    agenda.add(importedAtMs, async () => {
      await learn(ctx, transactionId, isFraud, new Date(importedAtMs))
      if (isFraud) desk.receiveReport(event, transactionId, importedAtMs)
    })
  }
  for (const event of history) {
    const { occurredAtMs } = event.transaction
    if (occurredAtMs > nowMs) break
    while (agenda.isDue(occurredAtMs)) {
      if (waiting.length) await score()
      else await agenda.runNext()
    }
    waiting.push(event)
    if (waiting.length === GROUP) await score()
  }
  await score()
  while (agenda.isDue(nowMs)) await agenda.runNext()
  return scored
}

const toPast = ({ transaction }: SimulatedEvent) => {
  const { least, most } = TRANSIT
  const transitMs = least + chance(transaction.externalId, 'transit') * (most - least)
  return {
    transaction: transactionBody.parse(toScoreBody(transaction)),
    receivedAt: new Date(transaction.occurredAtMs + transitMs),
  }
}

const learn = async (
  ctx: Context,
  transactionId: string,
  isFraud: boolean,
  arrivedAt: Date,
): Promise<void> => {
  const tenantId = ctx.tenant.id
  const report = { transactionId, isFraud, source: 'seed' as const, decisionId: null }
  await withTenant({ tenantId }, (tx) => recordLabels(tx, tenantId, [report], arrivedAt))
}

async function labelledBefore(ctx: Context): Promise<Set<string>> {
  const tenantId = ctx.tenant.id
  const rows = await withTenant({ tenantId }, (tx) =>
    tx.transactionLabel.findMany({ where: { tenantId, source: 'seed' }, select: { transactionId: true } }),
  )
  return new Set(rows.map(({ transactionId }) => transactionId))
}
