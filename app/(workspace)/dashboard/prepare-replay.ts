import { formatCount, formatShare } from '@/components/fraud/format-metrics'
import type { UploadAudit } from '@/lib/scoring/uploads/schema'
import {
  MAX_FRAUD_FRACTION,
  MAX_PAYMENTS,
  MAX_RATE,
  MAX_SECONDS,
  MIN_SECONDS,
  paymentsOf,
  type ReplayStatus,
  type StartReplay,
} from '@/lib/scoring/replay/schema'

/** The form as typed. The day fields name a window of own payments. */
export interface TypedReplay {
  source: 'simulation' | 'window' | 'upload'
  rate: string
  seconds: string
  /** In percent. */
  fraud: string
  from: string
  to: string
  /** The id of an upload. */
  upload: string
}
export type ReplayErrors = Partial<Record<keyof TypedReplay, string>>

const wholeNumber = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : NaN)
const isWithin = (value: number, least: number, most: number) => value >= least && value <= most

/** What the form would send, or why it cannot be sent. */
export function readTyped(typed: TypedReplay): { body: Partial<StartReplay>; errors: ReplayErrors } {
  const rate = wholeNumber(typed.rate)
  const seconds = wholeNumber(typed.seconds)
  const percent = wholeNumber(typed.fraud)
  const errors: ReplayErrors = {}
  if (!isWithin(rate, 1, MAX_RATE)) errors.rate = `A whole number from 1 to ${MAX_RATE}.`
  if (!isWithin(seconds, MIN_SECONDS, MAX_SECONDS))
    errors.seconds = `A whole number from ${MIN_SECONDS} to ${MAX_SECONDS}.`
  else if (!errors.rate && paymentsOf(rate, seconds) > MAX_PAYMENTS)
    errors.seconds = `At this rate at most ${Math.floor(MAX_PAYMENTS / rate)}.`
  const body: Partial<StartReplay> = { rate_per_second: rate, duration_seconds: seconds }
  if (typed.source === 'simulation') {
    if (!isWithin(percent, 0, MAX_FRAUD_FRACTION * 100))
      errors.fraud = `A whole number from 0 to ${MAX_FRAUD_FRACTION * 100}.`
    return { body: { ...body, fraud_fraction: percent / 100 }, errors }
  }
  if (typed.source === 'upload') {
    if (typed.upload === '') errors.upload = 'Choose a file.'
    return { body: { ...body, upload_id: typed.upload }, errors }
  }
  if (typed.from === '') errors.from = 'Choose a day.'
  if (typed.to === '') errors.to = 'Choose a day.'
  else if (typed.to < typed.from) errors.to = 'Not before the first day.'
  return { body: { ...body, window: { from: typed.from, to: typed.to } }, errors }
}

/** Fields of the form by their names in the request. */
export const FIELD_OF: Partial<Record<string, keyof TypedReplay>> = {
  rate_per_second: 'rate',
  duration_seconds: 'seconds',
  fraud_fraction: 'fraud',
  'window.from': 'from',
  'window.to': 'to',
  upload_id: 'upload',
}

const ENDED: Record<NonNullable<ReplayStatus['status']>, string> = {
  running: 'Running',
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
}

/** 'Running: 12 of 60 s at 5/s, 15 % fraud, started by Lena Fischer'. Null before the first replay. */
export function replayWords(status: ReplayStatus): string | null {
  if (status.status === null) return null
  const elapsed = Math.min(status.duration_seconds, Math.round(status.elapsed_seconds))
  const source = sourceWords(status)
  const by = status.started_by ? `, started by ${status.started_by.name}` : ''
  return `${ENDED[status.status]}: ${formatCount(elapsed)} of ${formatCount(status.duration_seconds)} s at ${status.rate_per_second}/s, ${source}${by}`
}

function sourceWords({ source, upload, fraud_fraction }: ReplayStatus): string {
  if (source === 'window') return 'own payments'
  if (source === 'upload') return upload?.filename ? `the file ${upload.filename}` : 'an uploaded file'
  return `${formatShare(fraud_fraction ?? 0)} fraud`
}

export type ReplayableFile = Pick<UploadAudit, 'id' | 'filename' | 'rows_scored' | 'created_at'>

/** 'may.csv of 2026-05-03 14:20 UTC, 1,200 transactions': files of several days often have one name. */
export const fileLabel = ({ filename, rows_scored: scored, created_at: at }: ReplayableFile): string =>
  `${filename ?? 'A file'} of ${at.slice(0, 10)} ${at.slice(11, 16)} UTC, ` +
  `${formatCount(scored)} ${scored === 1 ? 'transaction' : 'transactions'}`

/** The counters with their labels, in the order of the screen. */
export const replayFigures = (status: ReplayStatus): readonly [label: string, value: string][] => [
  ['Replayed', formatCount(status.transactions_replayed)],
  ['Flagged', formatCount(status.flagged)],
  ['Frauds flagged', `${formatCount(status.frauds_flagged)} of ${formatCount(status.frauds)}`],
  ['Labels waiting', formatCount(status.labels_waiting)],
]
