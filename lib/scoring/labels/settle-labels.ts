import {
  learnStates,
  lockStripes,
  noStates,
  readStates,
  statesOf,
  stripeOfEntity,
  type StoredStates,
  writeStates,
} from '@/lib/scoring/states'
import { type EntityKey, type LabelEvent, labelKeysOf, reduceLabel } from '@/lib/engine/features'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { labelSource } from './schema'
import { type LabelRow, standingLabel, type Verdict, wantedLabel } from './standing-label'

/** What a label says about its transaction besides fraud or not: whose states it moves, and what was thought of the amount. */
type Subject = Pick<
  LabelEvent,
  'occurredAtMs' | 'unusualAmount' | 'senderAccount' | 'receiverAccount' | 'deviceId' | 'merchantCategory'
>

/** A new row of `transaction_labels` with its effect on the states. */
interface Change extends LabelRow {
  sign: 1 | -1
  decisionId: string | null
}

/**
 * Makes known what the verdicts say, in their order: takes back the label that no longer stands, records the one that does,
 * and moves the entity states past both, in the caller's transaction. What is known already is not said twice.
 * Take no lock on a row after this: scoring waits for the stripes that it holds until the commit.
 * @param arrivedAt when the verdicts became known; default: now. Never before the transaction occurred.
 */
export async function settleLabels(
  tx: TenantClient,
  tenantId: string,
  verdicts: readonly Verdict[],
  arrivedAt?: Date,
): Promise<void> {
  const subjects = await subjectsOf(tx, tenantId, verdicts)
  const keys = [...subjects.values()].flatMap(labelKeysOf)
  const [clock] = await tx.$queryRaw<{ now: Date }[]>(lockStripes(tenantId, keys.map(stripeOfEntity)))
  const now = arrivedAt ?? clock?.now ?? new Date()
  const histories = await historiesOf(tx, tenantId, [...subjects.keys()])
  const changes = verdicts.flatMap((verdict) => {
    const subject = subjects.get(verdict.transactionId)
    return subject ? changesOf(histories.get(verdict.transactionId) ?? [], verdict, subject, now) : []
  })
  if (!changes.length) return
  await moveStates(tx, tenantId, keys, changes, subjects)
  const rows = changes.map((change) => ({ tenantId, id: newId(), ...change }))
  await tx.transactionLabel.createMany({ data: rows })
}

async function subjectsOf(
  tx: TenantClient,
  tenantId: string,
  verdicts: readonly Verdict[],
): Promise<Map<string, Subject>> {
  const rows = await tx.transaction.findMany({
    where: { tenantId, id: { in: verdicts.map(({ transactionId }) => transactionId) } },
    select: {
      id: true,
      occurredAt: true,
      amountUnusual: true,
      senderAccount: true,
      receiverAccount: true,
      deviceId: true,
      merchantCategory: true,
    },
  })
  return new Map(
    rows.map(({ id, occurredAt, amountUnusual, ...parties }) => [
      id,
      { occurredAtMs: occurredAt.getTime(), unusualAmount: amountUnusual, ...parties },
    ]),
  )
}

async function historiesOf(
  tx: TenantClient,
  tenantId: string,
  ids: string[],
): Promise<Map<string, LabelRow[]>> {
  const rows = await tx.transactionLabel.findMany({
    where: { tenantId, transactionId: { in: ids } },
    orderBy: { seq: 'asc' },
  })
  const histories = new Map(ids.map((id): [string, LabelRow[]] => [id, []]))
  for (const { transactionId, isFraud, sign, source, arrivedAt } of rows) {
    histories
      .get(transactionId)
      ?.push({ transactionId, isFraud, sign, source: labelSource.parse(source), arrivedAt })
  }
  return histories
}

/** The rows that the verdict adds; they join the history, so that a later verdict on the same transaction sees them. */
function changesOf(history: LabelRow[], verdict: Verdict, subject: Subject, now: Date): Change[] {
  const standing = standingLabel(history)
  const wanted = wantedLabel(history, verdict)
  if ((wanted?.isFraud ?? null) === (standing?.isFraud ?? null)) return []
  const { transactionId, decisionId } = verdict
  const arrivedAt = new Date(Math.max(now.getTime(), subject.occurredAtMs))
  const changes: Change[] = []
  if (standing) changes.push({ ...standing, sign: -1, decisionId })
  if (wanted) {
    const { isFraud, source } = wanted
    changes.push({ transactionId, isFraud, sign: 1, source, decisionId, arrivedAt })
  }
  history.push(...changes)
  return changes
}

async function moveStates(
  tx: TenantClient,
  tenantId: string,
  keys: readonly EntityKey[],
  changes: readonly Change[],
  subjects: ReadonlyMap<string, Subject>,
): Promise<void> {
  const known = noStates()
  const [stored] = await tx.$queryRaw<[StoredStates]>(readStates(tenantId, keys))
  learnStates(known, keys, stored)
  for (const { transactionId, isFraud, sign, arrivedAt } of changes) {
    const subject = subjects.get(transactionId) as Subject
    const event: LabelEvent = { ...subject, isFraud, sign, arrivedAtMs: arrivedAt.getTime() }
    reduceLabel(event, statesOf(known, subject))
  }
  await tx.$executeRaw(writeStates(tenantId, keys, known))
}
