import { placeKey } from '@/lib/platform/canonical/place'
import type { CanonicalTransaction } from '@/lib/scoring/path/schema'
import { type CellProblem, ROW_NOTES, type RowNote } from '../cell-readers'
import { IdSet } from '../id-set'
import type { MappedField, Mapping } from '../mapping'
import type { HistoryBatch, HistoryRow } from '../read-history'
import { ColumnValues } from './column-values'
import { type DayCount, findLabelGaps, isInGap, type LabelGap } from './label-gaps'
import { type Leak, leakReason } from './leaks'
import { DAY_MS } from '@/lib/platform/time'

const [SENDER, RECEIVER] = [1, 2]
/** More different reasons are counted together. */
const MOST_REASONS = 200

/** Fields that features read and that might know the label. Of ids only the presence is compared. */
const WATCHED: readonly [
  field: MappedField,
  value: (t: CanonicalTransaction) => string | number | null,
  isId: boolean,
][] = [
  ['type', ({ type }) => type, false],
  ['country', ({ country }) => country, false],
  ['city', ({ city }) => city && placeKey(city), false],
  ['merchantCategory', ({ merchantCategory }) => merchantCategory, false],
  ['channel', ({ channel }) => channel, false],
  ['declinedAttempts', ({ declinedAttempts }) => declinedAttempts, false],
  ['senderBalanceBefore', ({ senderBalanceBeforeMinor }) => senderBalanceBeforeMinor, false],
  ['receiverBalanceBefore', ({ receiverBalanceBeforeMinor }) => receiverBalanceBeforeMinor, false],
  ['latitude', ({ latitude }) => latitude, false],
  ['longitude', ({ longitude }) => longitude, false],
  ['receiverAccount', ({ receiverAccount }) => receiverAccount, true],
  ['deviceId', ({ deviceId }) => deviceId, true],
  ['phone', ({ phone }) => phone, true],
  ['ip', ({ ip }) => ip, true],
]

export interface RejectedReason {
  column: string
  field: string
  reason: string
  rows: number
  firstLine: number
}

/** What was read of a file. Times in epoch milliseconds. */
export interface HistorySummary {
  rows: number
  accepted: number
  rejected: number
  /** Most rows first. A row with several problems counts for its first. */
  reasons: RejectedReason[]
  fromMs: number | null
  toMs: number | null
  /** All accepted rows have one time of day: the column of the time was probably forgotten. */
  sameTimeOfDay: boolean
  notes: Record<RowNote, number>
  labels: { frauds: number; legitimate: number; none: number; arrived: number }
  days: DayCount[]
  types: Record<string, number>
  currencies: Record<string, number>
  accounts: { senders: number; receivers: number; both: number }
  leaks: Leak[]
  gaps: LabelGap[]
}

/** Adds up the batches of a file in memory that grows with its days and its different accounts only. */
export class HistorySummarizer {
  private accepted = 0
  private rejected = 0
  private readonly reasons = new Map<string, RejectedReason>()
  private fromMs: number | null = null
  private toMs: number | null = null
  private readonly timesOfDay = new Set<number>()
  private readonly notes = new Map<RowNote, number>()
  private readonly labels = { frauds: 0, legitimate: 0, none: 0, arrived: 0 }
  private readonly days = new Map<number, DayCount>()
  private readonly types = new Map<string, number>()
  private readonly currencies = new Map<string, number>()
  private readonly accounts = new IdSet()
  private readonly columns = WATCHED.map(([field, value, isId]) => ({
    values: new ColumnValues(field, isId),
    value,
  }))

  /** @param gaps days whose labels are missing: their rows tell nothing about leaks */
  constructor(private readonly gaps: readonly LabelGap[] = []) {}

  add({ rows, rejected }: HistoryBatch): void {
    for (const row of rows) this.addRow(row)
    this.rejected += rejected.length
    for (const { line, problems } of rejected) this.addReason(line, problems[0]!)
  }

  /** @param mapping of the file, whose columns name the leaks */
  summary(mapping: Mapping): HistorySummary {
    const days = [...this.days.values()].sort((a, b) => a.day - b.day)
    return {
      rows: this.accepted + this.rejected,
      accepted: this.accepted,
      rejected: this.rejected,
      reasons: [...this.reasons.values()].sort((a, b) => b.rows - a.rows),
      fromMs: this.fromMs,
      toMs: this.toMs,
      sameTimeOfDay: this.timesOfDay.size === 1,
      notes: Object.fromEntries(ROW_NOTES.map((note) => [note, this.notes.get(note) ?? 0])) as Record<
        RowNote,
        number
      >,
      labels: this.labels,
      days,
      types: Object.fromEntries(this.types),
      currencies: Object.fromEntries(this.currencies),
      accounts: {
        senders: this.accounts.count(SENDER),
        receivers: this.accounts.count(RECEIVER),
        both: this.accounts.count(SENDER | RECEIVER),
      },
      leaks: this.columns.flatMap(({ values: { field }, values }) => {
        const reason = leakReason(values.counts())
        return reason === null ? [] : [{ field, column: columnOf(mapping, field as MappedField), reason }]
      }),
      gaps: findLabelGaps(days),
    }
  }

  private addRow({ transaction, occurredAtMs, label, notes }: HistoryRow): void {
    this.accepted += 1
    this.fromMs ??= occurredAtMs
    this.toMs = occurredAtMs
    if (this.timesOfDay.size < 2) this.timesOfDay.add(((occurredAtMs % DAY_MS) + DAY_MS) % DAY_MS)
    for (const note of notes) count(this.notes, note)
    count(this.types, transaction.type)
    if (transaction.currency !== null) count(this.currencies, transaction.currency)
    this.accounts.mark(transaction.senderAccount, SENDER)
    if (transaction.receiverAccount !== null) this.accounts.mark(transaction.receiverAccount, RECEIVER)
    if (label === null) {
      this.labels.none += 1
      return
    }
    this.labels[label.isFraud ? 'frauds' : 'legitimate'] += 1
    if (label.atMs !== null) this.labels.arrived += 1
    const day = this.dayOf(Math.floor(occurredAtMs / DAY_MS))
    day.rows += 1
    if (label.isFraud && label.atMs !== null) day.frauds += 1
    if (isInGap(occurredAtMs, this.gaps)) return
    for (const { values, value } of this.columns) values.add(value(transaction), label.isFraud)
  }

  private dayOf(day: number): DayCount {
    let counts = this.days.get(day)
    if (counts === undefined) this.days.set(day, (counts = { day, rows: 0, frauds: 0 }))
    return counts
  }

  private addReason(line: number, { column, field, reason }: CellProblem): void {
    const key = `${column}\n${reason}`
    const known = this.reasons.get(key)
    if (known) known.rows += 1
    else if (this.reasons.size < MOST_REASONS) {
      this.reasons.set(key, { column, field, reason, rows: 1, firstLine: line })
    } else {
      const others = this.reasons.get('') ?? {
        column: '',
        field: '',
        reason: 'other reasons',
        rows: 0,
        firstLine: line,
      }
      others.rows += 1
      this.reasons.set('', others)
    }
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function columnOf(mapping: Mapping, field: MappedField): string {
  const source = mapping.columns[field] as { column?: string; columns?: string[] } | undefined
  return source?.column ?? source?.columns?.join(' + ') ?? field
}
