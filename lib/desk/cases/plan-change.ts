import { AppError, type FieldError } from '@/lib/platform/errors'
import { type CaseRow, clockOf } from './present'
import { CASE_STATUS_LABELS, type CaseChange, mayBecome } from './schema'
import { reallowClock, resumeClock, secondsLeft, stopClock, stopsClock } from './sla-clock'

/** The case after a change, computed without the database. */

/** @throws AppError invalid-request where closing, reopening or pausing lacks its texts, or another change has them */
export function checkWords(row: CaseRow, change: CaseChange): void {
  const closes = change.status === 'closed' && row.status !== 'closed'
  const reopens = change.status !== undefined && change.status !== 'closed' && row.status === 'closed'
  const pauses = change.status === 'pending' && row.status !== 'pending'
  const errors: FieldError[] = []
  const expect = (field: 'outcome' | 'summary' | 'note', wanted: boolean, why: string) => {
    const given = change[field] !== undefined
    if (given !== wanted)
      errors.push({ field, reason: given ? `is only for ${why}` : `is needed for ${why}` })
  }
  expect('outcome', closes, 'closing a case')
  expect('summary', closes, 'closing a case')
  for (const field of ['leave_alerts', 'override_claim'] as const)
    if (change[field] !== undefined && !closes) errors.push({ field, reason: 'is only for closing a case' })
  expect('note', reopens || pauses, 'opening a closed case again, or for setting a case to pending')
  if (errors.length > 0) throw new AppError('invalid-request', { errors })
}

/**
 * The case after the change. `allowedS`: seconds that the policy allows for a new priority, null where the priority stays.
 * @throws AppError conflict for a status that may not follow the current one, and for other changes of a closed case
 */
export function planChange(row: CaseRow, change: CaseChange, allowedS: number | null, at: Date): CaseRow {
  const status = change.status ?? row.status
  if (status !== row.status && !mayBecome(row.status, status)) {
    const [from, to] = [CASE_STATUS_LABELS[row.status], CASE_STATUS_LABELS[status]]
    throw new AppError('conflict', {
      errors: [{ field: 'status', reason: `cannot go from ${from} to ${to}` }],
    })
  }
  const next: CaseRow = {
    ...row,
    status,
    title: change.title ?? row.title,
    description: change.description === undefined ? row.description : change.description || null,
    priority: change.priority ?? row.priority,
    assignee_id: change.assigned_to === undefined ? row.assignee_id : change.assigned_to,
    ...(status === 'closed'
      ? { closed_at: row.closed_at ?? at }
      : { closed_at: null, outcome: null, summary: null }),
    ...(change.outcome && { outcome: change.outcome }),
    ...(change.summary && { summary: change.summary }),
  }
  if (status === row.status && changedFields(row, next).length > 0) requireOpen(row)
  return { ...next, ...planClock(row, next, allowedS, at) }
}

function planClock(row: CaseRow, next: CaseRow, allowedS: number | null, at: Date) {
  let clock = clockOf(row)
  if (allowedS !== null) clock = reallowClock(clock, allowedS, at)
  clock = stopsClock(next.status) ? stopClock(clock, at) : resumeClock(clock, at)
  // A breach lasts until more time is allowed: with time left the case is not overdue, and the next breach counts again.
  const lifted = allowedS !== null && secondsLeft(clock, at) > 0
  return {
    sla_breached_at: lifted ? null : row.sla_breached_at,
    sla_allowed_s: clock.allowedS,
    sla_due_at: clock.dueAt,
    sla_left_s: clock.leftS,
    sla_warn_at: clock.warnAt,
  }
}

/** The fields that the audit log records, named as in the contract. */
const FIELDS = {
  title: (row: CaseRow) => row.title,
  description: (row: CaseRow) => row.description,
  status: (row: CaseRow) => row.status,
  priority: (row: CaseRow) => row.priority,
  assigned_to: (row: CaseRow) => row.assignee_id,
  outcome: (row: CaseRow) => row.outcome,
  summary: (row: CaseRow) => row.summary,
}
export const CASE_FIELDS = Object.keys(FIELDS) as (keyof typeof FIELDS)[]

/** The clock is not compared: it follows from these fields. */
export const changedFields = (before: CaseRow, after: CaseRow) =>
  CASE_FIELDS.filter((field) => FIELDS[field](before) !== FIELDS[field](after))

/** The named fields of the case and its clock, as the audit log records them. */
export function stateOf(row: CaseRow, fields: readonly (keyof typeof FIELDS)[]) {
  return {
    ...Object.fromEntries(fields.map((field) => [field, FIELDS[field](row)])),
    sla_due_at: row.sla_due_at?.toISOString() ?? null,
    sla_left_s: row.sla_left_s,
    sla_breached_at: row.sla_breached_at?.toISOString() ?? null,
    version: row.version,
  }
}

/** @throws AppError conflict: a closed case must be reopened before it changes */
export function requireOpen({ status }: Pick<CaseRow, 'status'>): void {
  if (status === 'closed')
    throw new AppError('conflict', { detail: 'The case is closed: reopen it before you change it.' })
}
