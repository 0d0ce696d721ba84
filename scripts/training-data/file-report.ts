import path from 'node:path'
import { LABEL_GAP_LEVEL } from '@/lib/scoring/history'
import type { CheckedHistory, HistorySource } from './check-history'
import { DAY_MS } from '@/lib/platform/time'

const WEEK_DAYS = 7
/** Day 0 of 1970 is a Thursday. */
const MONDAY_OFFSET = 3
/** Training needs this many rows. */
const FEWEST_ROWS = 1000
const FEWEST_DAYS = 2
/** Equal ids of senders and receivers beyond this share of the smaller side are named. */
const OVERLAP_SHARE = 0.2

export interface WeekReport {
  from: string
  rows: number
  frauds: number
}

/** What was read of a file, stored before anything is trained; ml/training/file_report.py reads it. */
export interface FileReport {
  format: 1
  file: string
  sha256: string
  mappingSha256: string | null
  rows: number
  accepted: number
  rejected: number
  reasons: CheckedHistory['summary']['reasons']
  /** The first rejected rows; all of them are in the rejects file. */
  shown: string[]
  from: string | null
  to: string | null
  timeZone: string
  labels: CheckedHistory['summary']['labels']
  weeks: WeekReport[]
  types: Record<string, number>
  currencies: Record<string, number>
  accounts: CheckedHistory['summary']['accounts']
  /** Fields that know the label, as the columns of the file name them. */
  leaks: CheckedHistory['summary']['leaks']
  gaps: { from: string; to: string; rows: number; frauds: number; expected: number; probability: number }[]
  /** Sentences for readers of the report and the card. */
  notes: string[]
  /** Why nothing can be trained on the file. */
  stops: string[]
}

export function fileReport(source: HistorySource, checked: CheckedHistory): FileReport {
  const { summary } = checked
  const timeZone = zoneOf(checked)
  const gaps = summary.gaps.map((gap) => ({
    from: dayText(gap.fromDay),
    to: dayText(gap.toDay),
    rows: gap.rows,
    frauds: gap.frauds,
    expected: Math.round(gap.expected * 10) / 10,
    probability: gap.probability,
  }))
  return {
    format: 1,
    file: path.basename(source.path),
    sha256: checked.sha256,
    mappingSha256: source.mappingSha256,
    rows: summary.rows,
    accepted: summary.accepted,
    rejected: summary.rejected,
    reasons: summary.reasons,
    shown: checked.shown,
    from: summary.fromMs === null ? null : new Date(summary.fromMs).toISOString(),
    to: summary.toMs === null ? null : new Date(summary.toMs).toISOString(),
    timeZone,
    labels: summary.labels,
    weeks: weeksOf(summary.days),
    types: summary.types,
    currencies: summary.currencies,
    accounts: summary.accounts,
    leaks: summary.leaks,
    gaps,
    notes: [...gaps.map(gapText), ...notesOf(checked, timeZone)],
    stops: stopsOf(checked),
  }
}

export const gapText = (gap: FileReport['gaps'][number]): string =>
  `Labels are missing from ${gap.from} to ${gap.to}: ${gap.frauds} known frauds in ${gap.rows} rows, ${gap.expected} were to be ` +
  `expected (chance ${gap.probability.toExponential(0)}; level ${LABEL_GAP_LEVEL} over all stretches). These rows are history, ` +
  'and in no slice.'

function notesOf({ summary, mapping }: CheckedHistory, timeZone: string): string[] {
  const notes: string[] = []
  const { accounts, labels, fromMs, toMs } = summary
  const { 'repeated hour': repeated, rounded, converted } = summary.notes
  const days = fromMs === null || toMs === null ? 0 : (toMs - fromMs) / DAY_MS
  if (summary.rejected > 0) notes.push(`${summary.rejected} of ${summary.rows} rows were rejected.`)
  if (labels.none > 0) notes.push(`${labels.none} rows have no label. They are history, and in no slice.`)
  if (repeated > 0) notes.push(`${repeated} times lie in an hour that the clock of ${timeZone} repeats.`)
  if (rounded > 0) notes.push(`Amounts were rounded to two decimals in ${rounded} rows.`)
  if (converted > 0) notes.push(`Amounts were converted by the rates of the mapping in ${converted} rows.`)
  if (summary.sameTimeOfDay && summary.accepted > 1) {
    notes.push('All rows have the same time of day. Is the time in a column of its own?')
  }
  if (summary.accepted > 1 && days < FEWEST_DAYS) {
    notes.push(`The file covers ${days.toFixed(1)} days. Is the unit of the times right?`)
  }
  if (accounts.both > OVERLAP_SHARE * Math.min(accounts.senders, accounts.receivers)) {
    notes.push(
      `${accounts.both} account ids occur as sender and as receiver. If they name different things, such as customers and ` +
        'terminals, give one of them a `prefix` in the mapping.',
    )
  }
  if (mapping.columns.labelAt === undefined) {
    notes.push('No column says when labels became known: seven days after the transaction are assumed.')
  }
  return notes
}

function stopsOf({ summary: { accepted, labels }, mapping }: CheckedHistory): string[] {
  if (mapping.columns.label === undefined) return ['The mapping names no label.']
  if (accepted < FEWEST_ROWS) {
    return [`${accepted} rows could be read: too few to learn from, ${FEWEST_ROWS} are needed.`]
  }
  if (labels.frauds === 0) return ['No row is fraud.']
  return labels.legitimate === 0 ? ['Every row with a label is fraud.'] : []
}

/** Whose clock the times of the file follow. */
function zoneOf({ mapping }: CheckedHistory): string {
  return mapping.columns.occurredAt.timeZone ?? mapping.timeZone ?? 'UTC'
}

function weeksOf(days: CheckedHistory['summary']['days']): WeekReport[] {
  const weeks = new Map<number, WeekReport>()
  for (const { day, rows, frauds } of days) {
    const monday = Math.floor((day + MONDAY_OFFSET) / WEEK_DAYS) * WEEK_DAYS - MONDAY_OFFSET
    const week = weeks.get(monday) ?? { from: dayText(monday), rows: 0, frauds: 0 }
    week.rows += rows
    week.frauds += frauds
    weeks.set(monday, week)
  }
  return [...weeks.values()]
}

const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
