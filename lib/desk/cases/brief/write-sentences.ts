import { CASE_OUTCOME_LABELS, CASE_PRIORITY_LABELS, CASE_STATUS_LABELS, type CaseDetail } from '../schema'
import type { BriefTotals } from './read-totals'

type Case = Omit<CaseDetail, 'brief'>

/** The case in sentences, written from the case alone: equal cases give equal sentences. */
export function writeSentences(detail: Case, totals: BriefTotals, timeZone: string): string[] {
  const time = timeIn(timeZone)
  return [opening(detail, time), ...evidence(totals, time), ...clock(detail, time), ...ending(detail, time)]
}

const MINUTE = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

export type Time = (iso: string | Date) => string

/** `20 Nov 2026, 14:03`, in the tenant's time zone. */
export function timeIn(timeZone: string): Time {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...MINUTE })
  return (iso) => {
    const parts = new Map(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]))
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
    return `${of('day')} ${of('month')} ${of('year')}, ${of('hour')}:${of('minute')}`
  }
}

function opening(detail: Case, time: Time): string {
  const by = detail.created_by === null ? '' : ` by ${detail.created_by.name}`
  const owner = detail.assignee === null ? 'unassigned' : `assigned to ${detail.assignee.name}`
  const [status, priority] = [CASE_STATUS_LABELS[detail.status], CASE_PRIORITY_LABELS[detail.priority]]
  return (
    `${detail.key} was opened on ${time(detail.created_at)}${by}. ` +
    `Its priority is ${priority.toLowerCase()}, its status ${status.toLowerCase()}; it is ${owner}.`
  )
}

function evidence(totals: BriefTotals, time: Time): string[] {
  const { transactions, first, last, amounts, fraud, genuine, reasons } = totals
  if (transactions === 0 || first === null || last === null) return ['It contains no transactions.']
  const sums = amounts.map(({ currency, amount }) => `${currency} ${grouped(amount)}`)
  const when = time(first) === time(last) ? `at ${time(first)}` : `between ${time(first)} and ${time(last)}`
  const open = transactions - fraud - genuine
  const sentences = [
    `It covers ${count(transactions, 'transaction')} ${when}, ${joined(sums)} in all.`,
    `Of these, ${joined([
      `${fraud} ${fraud === 1 ? 'is' : 'are'} confirmed fraud`,
      `${genuine} ${genuine === 1 ? 'was' : 'were'} cleared`,
      `${open} ${open === 1 ? 'waits' : 'wait'} for a final decision`,
    ])}.`,
  ]
  const why = reasons.map(({ label, transactions: n }) => `${label.toLowerCase()} (${n})`)
  return why.length > 0 ? [...sentences, `Most frequent reasons: ${joined(why)}.`] : sentences
}

function clock({ sla }: Case, time: Time): string[] {
  if (sla.breached_at !== null) return [`The time limit was exceeded on ${time(sla.breached_at)}.`]
  return sla.due_at === null ? [] : [`The time limit ends on ${time(sla.due_at)}.`]
}

function ending(detail: Case, time: Time): string[] {
  if (detail.closed_at === null || detail.outcome === null) return []
  const outcome = CASE_OUTCOME_LABELS[detail.outcome].toLowerCase()
  return [
    `It was closed on ${time(detail.closed_at)}: ${outcome}.`,
    ...(detail.summary ? [detail.summary] : []),
  ]
}

/** Groups an exact decimal text by thousands. */
export const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',')

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
