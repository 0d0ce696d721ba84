import type { CaseBrief, CaseDetail, TimelineEntry } from '../responses'
import { CASE_OUTCOME_LABELS, CASE_PRIORITY_LABELS, CASE_STATUS_LABELS } from '../vocabulary'

/** The case in words and tables. Nothing but the case itself decides what it says: equal cases give equal briefs. */

/** What all transactions of the case add up to, however many are listed. */
export interface BriefTotals {
  transactions: number
  first: Date | null
  last: Date | null
  /** Exact sums, by currency. */
  amounts: { currency: string; amount: string }[]
  fraud: number
  honest: number
  /** Why the scoring stopped them, most frequent first. */
  reasons: { label: string; transactions: number }[]
}

export interface BriefFrame {
  /** Where the product is reached: addresses in the brief begin with it. */
  baseUrl: string
  timeZone: string
}

/** @param timeline oldest first */
export function composeBrief(
  detail: CaseDetail,
  totals: BriefTotals,
  timeline: TimelineEntry[],
  { baseUrl, timeZone }: BriefFrame,
): CaseBrief {
  const time = timeIn(timeZone)
  const address = (path: string): string => new URL(path, baseUrl).href
  return {
    key: detail.key,
    title: detail.title,
    href: address(`/cases/${detail.id}`),
    sentences: [
      opening(detail, time),
      ...evidence(totals, time),
      ...clock(detail, time),
      ...ending(detail, time),
    ],
    facts: factsOf(detail, time),
    transactions: detail.transactions.map((row) => ({
      ...row,
      href: address(`/transactions/${row.transaction_id}`),
    })),
    transaction_count: totals.transactions,
    entities: detail.entities.map((row) => ({ ...row, href: address(entityPath(row)) })),
    notes: detail.notes.toReversed(),
    timeline,
  }
}

const MINUTE = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

type Time = (iso: string | Date) => string

/** `20 Nov 2026, 14:03`, by the institution's clock. */
export function timeIn(timeZone: string): Time {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...MINUTE })
  return (iso) => {
    const parts = new Map(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]))
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
    return `${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')}`
  }
}

function opening(detail: CaseDetail, time: Time): string {
  const by = detail.created_by === null ? '' : ` by ${detail.created_by.name}`
  const owner = detail.assignee === null ? 'assigned to nobody' : `assigned to ${detail.assignee.name}`
  const [status, priority] = [CASE_STATUS_LABELS[detail.status], CASE_PRIORITY_LABELS[detail.priority]]
  return (
    `${detail.key} was opened on ${time(detail.created_at)}${by}. ` +
    `Its priority is ${priority.toLowerCase()}, its status ${status.toLowerCase()}; it is ${owner}.`
  )
}

function evidence(totals: BriefTotals, time: Time): string[] {
  const { transactions, first, last, amounts, fraud, honest, reasons } = totals
  if (transactions === 0 || first === null || last === null) return ['No transactions are part of it.']
  const sums = amounts.map(({ currency, amount }) => `${currency} ${grouped(amount)}`)
  const when = time(first) === time(last) ? `at ${time(first)}` : `between ${time(first)} and ${time(last)}`
  const open = transactions - fraud - honest
  const sentences = [
    `It covers ${count(transactions, 'transaction')} ${when}, ${joined(sums)} in all.`,
    `Of these, ${joined([
      `${fraud} ${fraud === 1 ? 'is' : 'are'} confirmed fraud`,
      `${honest} ${honest === 1 ? 'was' : 'were'} cleared`,
      `${open} ${open === 1 ? 'waits' : 'wait'} for a final decision`,
    ])}.`,
  ]
  const why = reasons.map(({ label, transactions: n }) => `${label.toLowerCase()} (${n})`)
  return why.length > 0 ? [...sentences, `Reasons given most often: ${joined(why)}.`] : sentences
}

function clock({ sla }: CaseDetail, time: Time): string[] {
  if (sla.breached_at !== null) return [`The time allowed ran out on ${time(sla.breached_at)}.`]
  return sla.due_at === null ? [] : [`The time allowed ends on ${time(sla.due_at)}.`]
}

function ending(detail: CaseDetail, time: Time): string[] {
  if (detail.closed_at === null || detail.outcome === null) return []
  const outcome = CASE_OUTCOME_LABELS[detail.outcome].toLowerCase()
  return [
    `It was closed on ${time(detail.closed_at)}: ${outcome}.`,
    ...(detail.summary ? [detail.summary] : []),
  ]
}

function factsOf(detail: CaseDetail, time: Time): CaseBrief['facts'] {
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  return [
    ...fact('Status', CASE_STATUS_LABELS[detail.status]),
    ...fact('Priority', CASE_PRIORITY_LABELS[detail.priority]),
    ...fact('Assignee', detail.assignee?.name ?? 'Nobody'),
    ...fact('Opened', time(detail.created_at)),
    ...fact('Opened by', detail.created_by?.name ?? null),
    ...fact('Due', detail.sla.due_at && time(detail.sla.due_at)),
    ...fact('Overdue since', detail.sla.breached_at && time(detail.sla.breached_at)),
    ...fact('Closed', detail.closed_at && time(detail.closed_at)),
    ...fact('Outcome', detail.outcome && CASE_OUTCOME_LABELS[detail.outcome]),
  ]
}

const entityPath = ({ kind, id }: { kind: string; id: string }): string =>
  `/entities/${encodeURIComponent(id)}${kind === 'account' ? '' : `?kind=${kind}`}`

/** Groups an exact decimal text by thousands. */
export const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',')

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
