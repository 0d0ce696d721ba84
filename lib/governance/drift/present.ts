import { type KindReading, readKind } from '@/lib/engine/drift'
import { kindWords } from './kind-words'
import { type AlarmConsequences, alarmConsequences, type DriftAlarm, type DriftKind } from './schema'

export interface AlarmRow {
  id: string
  day: Date
  raised_at: Date
  evidence: number
  threshold: number
  consequences: unknown
  acknowledged_at: Date | null
  acknowledged_by: string | null
  acknowledged_name: string | null
  note: string | null
}

export function presentAlarm(row: AlarmRow): DriftAlarm {
  const consequences = alarmConsequences.parse(row.consequences)
  return {
    id: row.id,
    day: row.day.toISOString(),
    raised_at: row.raised_at.toISOString(),
    text: expectation(consequences),
    evidence: row.evidence,
    threshold: row.threshold,
    consequences,
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
    acknowledged_by:
      row.acknowledged_by === null
        ? null
        : { id: row.acknowledged_by, name: row.acknowledged_name ?? 'A former user' },
    note: row.note,
  }
}

export const presentKind = ({ kind, ...reading }: KindReading): DriftKind => ({
  kind: kind === null ? null : readKind(kind),
  ...reading,
})

/** 'Expect 140 more alerts a day (370 instead of 230), above the capacity of 300. 12 more missed frauds are reported a day.' */
function expectation(consequences: AlarmConsequences): string {
  const {
    alerts_per_day: alerts,
    missed_frauds_reported_per_day: missed,
    capacity_alerts_per_day: capacity,
  } = consequences
  const [before, now] = [Math.round(alerts.before), Math.round(alerts.now)]
  const over = now > capacity ? `, above the capacity of ${WHOLE.format(Math.floor(capacity))}` : ''
  const volume =
    before === now
      ? `The number of alerts stays at ${WHOLE.format(now)} a day${over}.`
      : `Expect ${WHOLE.format(Math.abs(now - before))} ${now > before ? 'more' : 'fewer'} alerts a day (${WHOLE.format(now)} instead of ${WHOLE.format(before)})${over}.`
  const [kind] = consequences.kinds
  const where = kind ? ` Fraud rises among ${kindWords(kind.kind)}.` : ''
  const moreMissed = missed.now - missed.before
  if (moreMissed < 0.5) return `${volume}${where}`
  return `${volume} ${TENTH.format(moreMissed)} more frauds a day are reported that the model let through.${where}`
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const TENTH = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
