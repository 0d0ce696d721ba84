import { accumulateEvidence } from './e-detector'
import { kindSignals } from './kind-signals'
import type { Layout } from './layout'
import { totalSignal } from './total-signals'
import { LEARNING_DAYS } from './usual-range'
import {
  isByKind,
  JUDGED,
  type SignalByKind,
  type SignalName,
  SIGNALS,
  type WatchedDay,
} from './watch-signals'

export interface SignalReading {
  name: SignalName
  evidence: number
  /** Mean of the last week against the reference, in its standard deviations; of the kind that moved most. Null without a reference. */
  deviation: number | null
}

export interface KindReading {
  /** Null for all kinds that are too rare to be watched by themselves. */
  kind: string | null
  /** Mean evidence of its signals. */
  evidence: number
  /** Means of the last week against the reference, in its standard deviations. */
  suspicion: number | null
  reports: number | null
}

export interface Watch {
  /** Days of the first reference so far, up to LEARNING_DAYS. */
  learned_days: number
  /** The evidence after each day; 1 while it learns. */
  evidence: number[]
  signals: SignalReading[]
  /** Kinds of decisions, those with most evidence first. */
  kinds: KindReading[]
  /** Index of the first day whose evidence reaches the threshold; null without. */
  alarm: number | null
}

/** At most this share of undisturbed years has an alarm. */
export const FALSE_ALARM_SHARE = 0.05
export const EVIDENCE_THRESHOLD = 1 / FALSE_ALARM_SHARE

/** Evidence after each day, and the mean of the last week in standard deviations. */
interface Judged {
  evidence: number[]
  deviation: number | null
}

/** Days with fewer decisions say too little. */
const FEWEST_DECISIONS = 100

/**
 * Watches the days of a model in their order. The first 28 days with enough decisions are the first reference; from then on each day adds to
 * the evidence, which is the weighted mean over the signals, so that it holds as one test whatever their dependence.
 * @param weights importance of each column of the layout, summing to 1
 */
export function watchDays(days: readonly WatchedDay[], layout: Layout, weights: readonly number[]): Watch {
  const usable = indexesWhere(days, ({ decisions }) => decisions >= FEWEST_DECISIONS)
  if (usable.length < LEARNING_DAYS) {
    const evidence = days.map(() => 1)
    return { learned_days: usable.length, evidence, signals: [], kinds: [], alarm: null }
  }
  const judge = (name: SignalName, values: (number | null)[]): Judged => ({
    evidence: accumulateEvidence(values, JUDGED[name]),
    deviation: meanOfWeek(values),
  })
  const kinds = signalsOfKinds(days, usable).map(({ kind, suspicion, reports, fraud }) => ({
    kind,
    suspicion_by_kind: judge('suspicion_by_kind', suspicion),
    reports_by_kind: judge('reports_by_kind', reports),
    fraud_by_kind: judge('fraud_by_kind', fraud),
  }))
  const watched = usable.map((i) => days[i]!)
  const readings = SIGNALS.map((name) => ({
    name,
    ...(isByKind(name)
      ? mixtureOf(
          kinds.map((kind) => kind[name]),
          days.length,
        )
      : judge(name, spread(days, usable, totalSignal(name, watched, layout, weights)))),
  }))
  const evidence = days.map((_, day) =>
    readings.reduce((sum, reading) => sum + JUDGED[reading.name].weight * reading.evidence[day]!, 0),
  )
  const alarm = evidence.findIndex((value) => value >= EVIDENCE_THRESHOLD)
  return {
    learned_days: LEARNING_DAYS,
    evidence,
    signals: readings.map((reading) => ({ ...reading, evidence: reading.evidence.at(-1) ?? 1 })),
    kinds: kinds.map(readKindSignals).sort((a, b) => b.evidence - a.evidence),
    alarm: alarm < 0 ? null : alarm,
  }
}

function readKindSignals({
  kind,
  ...signals
}: Record<SignalByKind, Judged> & { kind: string | null }): KindReading {
  const { suspicion_by_kind: suspicion, reports_by_kind: reports } = signals
  const all = Object.values(signals).map(({ evidence }) => evidence.at(-1) ?? 1)
  const evidence = all.reduce((sum, each) => sum + each, 0) / all.length
  return { kind, evidence, suspicion: suspicion.deviation, reports: reports.deviation }
}

/** The kinds of the days on which they were counted; none before there are enough. */
function signalsOfKinds(days: readonly WatchedDay[], usable: readonly number[]) {
  const counted = usable.flatMap((i) => {
    const { decisions, cells } = days[i]!
    return cells === null ? [] : [{ i, decisions, cells }]
  })
  if (counted.length < LEARNING_DAYS) return []
  const places = counted.map(({ i }) => i)
  return kindSignals(counted).map(({ kind, suspicion, reports, fraud }) => ({
    kind,
    suspicion: spread(days, places, suspicion),
    reports: spread(days, places, reports),
    fraud: spread(days, places, fraud),
  }))
}

/** The mean evidence of the kinds, and the deviation of the one that moved most. */
function mixtureOf(kinds: readonly Judged[], days: number): Judged {
  const meanOn = (day: number) =>
    kinds.length === 0 ? 1 : kinds.reduce((sum, { evidence }) => sum + evidence[day]!, 0) / kinds.length
  const deviations = kinds.flatMap(({ deviation }) => (deviation === null ? [] : [deviation]))
  return {
    evidence: Array.from({ length: days }, (_, day) => meanOn(day)),
    deviation: deviations.length === 0 ? null : Math.max(...deviations),
  }
}

/** Values at their places among all days; null on the others. */
function spread(
  days: readonly unknown[],
  places: readonly number[],
  values: readonly (number | null)[],
): (number | null)[] {
  const all = days.map((): number | null => null)
  places.forEach((place, i) => (all[place] = values[i]!))
  return all
}

function meanOfWeek(values: readonly (number | null)[]): number | null {
  const week = values.slice(-7).filter((value) => value !== null)
  return week.length === 0 ? null : week.reduce((sum, value) => sum + value, 0) / week.length
}

const indexesWhere = <T>(of: readonly T[], holds: (item: T) => boolean): number[] =>
  of.flatMap((item, i) => (holds(item) ? [i] : []))
