import {
  addStoredStates,
  lockStripes,
  newStateMap,
  readStates,
  statesOf,
  stripeOfEntity,
  type StoredStates,
  writeStates,
} from '@/lib/scoring/states'
import { labelledKeysOf, type LabelEvent, reduceLabel, type StateKey } from '@/lib/engine/features'
import { type TenantClient, TIMEOUTS } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentLabel, labelAfter, type LabelReport, type LabelRow } from './current-label'
import { labelSource } from './schema'

/** The fields of a labelled transaction that the states use. */
type Subject = Pick<
  LabelEvent,
  'occurredAtMs' | 'unusualAmount' | 'senderAccount' | 'receiverAccount' | 'deviceId' | 'merchantCategory'
>

/** A new row of `transaction_labels`. */
interface NewRow extends LabelRow {
  sign: 1 | -1
  decisionId: string | null
}

/**
 * Records the reports in order, in the caller's database transaction: withdraws the current label, adds the new label and
 * updates the entity states for both. A report that repeats the current label adds no row.
 * Callers lock all other rows before this call: it holds stripes until the commit, and scoring waits for them.
 * @param arrivedAt time of arrival, now by default; a label never arrives before its transaction
 * @returns whether each report changed the current label
 */
export async function recordLabels(
  tx: TenantClient,
  tenantId: string,
  reports: readonly LabelReport[],
  arrivedAt?: Date,
): Promise<boolean[]> {
  const subjects = await readSubjects(tx, tenantId, reports)
  const keys = [...subjects.values()].flatMap(labelledKeysOf)
  await tx.$executeRaw`select set_config('lock_timeout', ${TIMEOUTS.stripes}::text, true)`
  const [clock] = await tx.$queryRaw<{ now: Date }[]>(lockStripes(tenantId, keys.map(stripeOfEntity)))
  const now = arrivedAt ?? clock?.now ?? new Date()
  const histories = await readHistories(tx, tenantId, [...subjects.keys()])
  const rows = reports.map((report) => {
    const subject = subjects.get(report.transactionId)
    return subject ? rowsFor(histories.get(report.transactionId) ?? [], report, subject, now) : []
  })
  const added = rows.flat()
  if (added.length) {
    await updateStates(tx, tenantId, keys, added, subjects)
    await insertRows(tx, tenantId, added)
  }
  return rows.map(({ length }) => length > 0)
}

/** One statement over arrays, in order: `seq` numbers the rows. Prisma compiles a thousand rows for a second, under the stripes. */
const insertRows = (tx: TenantClient, tenantId: string, added: readonly NewRow[]): Promise<unknown> =>
  tx.$executeRaw`
    insert into transaction_labels (tenant_id, id, transaction_id, is_fraud, sign, source, decision_id, arrived_at)
    select ${tenantId}::uuid, row.id, row.transaction_id, row.is_fraud, row.sign, row.source, row.decision_id, row.arrived_at
      from unnest(${added.map(() => newId())}::uuid[], ${added.map(({ transactionId }) => transactionId)}::uuid[],
                  ${added.map(({ isFraud }) => isFraud)}::boolean[], ${added.map(({ sign }) => sign)}::smallint[],
                  ${added.map(({ source }) => source)}::text[], ${added.map(({ decisionId }) => decisionId)}::uuid[],
                  ${added.map(({ arrivedAt }) => arrivedAt.toISOString())}::timestamptz[])
           with ordinality row (id, transaction_id, is_fraud, sign, source, decision_id, arrived_at, place)
     order by row.place`

/** Quarantined transactions have no label: they count in no state. */
async function readSubjects(
  tx: TenantClient,
  tenantId: string,
  reports: readonly LabelReport[],
): Promise<Map<string, Subject>> {
  const rows = await tx.transaction.findMany({
    where: {
      tenantId,
      id: { in: reports.map(({ transactionId }) => transactionId) },
      quarantine: { is: null },
    },
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

/** The label rows of each transaction, oldest first. */
async function readHistories(
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

/** The rows that a report adds: up to two. Appends them to `history`, so a later report of the same call sees them. */
function rowsFor(history: LabelRow[], report: LabelReport, subject: Subject, now: Date): NewRow[] {
  const current = currentLabel(history)
  const next = labelAfter(history, report)
  if ((next?.isFraud ?? null) === (current?.isFraud ?? null)) return []
  const { transactionId, decisionId, knownAt = now } = report
  const arrival = next && report.restores ? arrivalOf(history, next) : undefined
  const arrivedAt = arrival ?? new Date(Math.max(knownAt.getTime(), subject.occurredAtMs))
  const added: NewRow[] = []
  if (current) added.push({ ...current, sign: -1, decisionId })
  if (next) {
    const { isFraud, source } = next
    added.push({ transactionId, isFraud, sign: 1, source, decisionId, arrivedAt })
  }
  history.push(...added)
  return added
}

/** When this label arrived the last time. */
const arrivalOf = (
  history: readonly LabelRow[],
  { isFraud, source }: Pick<LabelRow, 'isFraud' | 'source'>,
): Date | undefined =>
  history.findLast((row) => row.sign === 1 && row.isFraud === isFraud && row.source === source)?.arrivedAt

async function updateStates(
  tx: TenantClient,
  tenantId: string,
  keys: readonly StateKey[],
  added: readonly NewRow[],
  subjects: ReadonlyMap<string, Subject>,
): Promise<void> {
  const states = newStateMap()
  const [stored] = await tx.$queryRaw<[StoredStates]>(readStates(tenantId, keys))
  addStoredStates(states, keys, stored)
  for (const { transactionId, isFraud, sign, arrivedAt } of added) {
    const subject = subjects.get(transactionId) as Subject
    const event: LabelEvent = { ...subject, isFraud, sign, arrivedAtMs: arrivedAt.getTime() }
    reduceLabel(event, statesOf(states, subject))
  }
  await tx.$executeRaw(writeStates(tenantId, keys, states))
}
