import { addRow, addToCell, kindOf, type Layout, MOST_SUSPICION, type Tally } from '@/lib/engine/drift'
import type { GroupKey } from './decision-bytes'
import type { MeasuredModel } from './layout-of-model'
import type { LocalPeriod } from './local-periods'
import { addCategory, type Period, type Periods } from './periods'

/** Decisions of one chunk that have all but their features and scores in common. */
export interface DecisionGroup {
  key: GroupKey
  layout: Layout | null
  /** Where the features tell whether the sender had paid the receiver before; -1 where the model does not look at it. */
  paidPlace: number
  day: Period
  outcomes: Float64Array
  outcomePlace: number
  /** Counts of the hour with the sketches of the day, so that each value is binned once. */
  tally: Tally | null
  /** By whether the receiver was known before. */
  byReceiver: Map<boolean | null, { decisions: number; suspicion: number }>
}

const OUTCOME_PLACES = { approve: 0, review: 1, block: 2 } as const

export function openGroup(
  periods: Periods,
  model: MeasuredModel,
  { hour, day: start }: LocalPeriod,
  key: GroupKey,
): DecisionGroup {
  const { counted, day } = periods.counting(model, hour, start)
  return {
    key,
    layout: model.layout,
    paidPlace: model.paidPlace,
    day,
    outcomes: counted.outcomes,
    outcomePlace: OUTCOME_PLACES[key.outcome],
    tally: counted.tally && { ...counted.tally, sketches: day.tally?.sketches ?? null },
    byReceiver: new Map(),
  }
}

/**
 * Counts one decision.
 * @param row its features in the order of the model, then its score
 * @throws RangeError for a vector of another length than the model's
 */
export function addDecision(group: DecisionGroup, row: Float64Array): void {
  const { layout, tally, outcomes, outcomePlace, paidPlace, byReceiver } = group
  const score = row[row.length - 1]!
  outcomes[outcomePlace]! += 1
  outcomes[outcomePlace + 3]! += score
  outcomes[outcomePlace + 6]! += score * (1 - score)
  if (layout && tally) {
    if (layout.columns.length !== row.length) {
      throw new RangeError('a stored feature vector has another length than its model')
    }
    addRow(tally, layout, row)
  }
  const timesPaid = row[paidPlace] ?? NaN
  const isReceiverKnown = Number.isNaN(timesPaid) ? null : timesPaid > 0
  let count = byReceiver.get(isReceiverKnown)
  if (count === undefined) byReceiver.set(isReceiverKnown, (count = { decisions: 0, suspicion: 0 }))
  count.decisions += 1
  count.suspicion += Math.min(score, MOST_SUSPICION)
}

/** Adds what the group counted by text and by kind to its day. */
export function closeGroup({ key, day, byReceiver }: DecisionGroup): void {
  const { type, channel, country, merchantCategory, isAmountUnusual, outcome } = key
  for (const [isReceiverKnown, { decisions, suspicion }] of byReceiver) {
    const texts = { type, channel, country, merchant_category: merchantCategory }
    for (const [field, value] of Object.entries(texts)) {
      if (value !== null) addCategory(day.categories, field, value, decisions)
    }
    const kind = kindOf({ type, channel, isAmountUnusual, isReceiverKnown })
    addToCell(day.cells, kind, { decisions, alerts: outcome === 'approve' ? 0 : decisions, suspicion })
  }
}
