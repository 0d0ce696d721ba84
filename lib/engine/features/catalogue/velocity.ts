import type { FlowState } from '../states/account-state'
import type { EntityStates } from '../types'
import type { FeatureDefinition, FeatureFamily } from './feature-definition'
import { amountIn, countIn, type WindowKey } from './flow-formulas'

interface Velocity {
  prefix: string
  family: FeatureFamily
  verb: 'sent' | 'received'
  mayBeMissing: boolean
  /** For texts only: counts per hour, day and week from which an account is called busy. */
  busyFrom: Record<WindowKey, number>
  largeFrom: Record<WindowKey, number>
  flowOf: (states: EntityStates) => FlowState | null
}

const SPANS: readonly { window: WindowKey; suffix: string; label: string; buckets: string }[] = [
  { window: 'lastHour', suffix: '1h', label: 'last hour', buckets: 'the last 12 buckets of five minutes' },
  { window: 'lastDay', suffix: '24h', label: 'last 24 hours', buckets: 'the last 24 hourly buckets' },
  { window: 'lastWeek', suffix: '7d', label: 'last 7 days', buckets: 'the last 28 buckets of six hours' },
]

/** Six features in this order: count of 1 h, 24 h, 7 d, then amount of 1 h, 24 h, 7 d. */
export function velocityFeatures(velocity: Velocity): FeatureDefinition[] {
  return [
    ...SPANS.map((span) => countFeature(velocity, span)),
    ...SPANS.map((span) => amountFeature(velocity, span)),
  ]
}

function countFeature(velocity: Velocity, span: (typeof SPANS)[number]): FeatureDefinition {
  const { prefix, family, verb, mayBeMissing, flowOf } = velocity
  return {
    name: `${prefix}_${verb}_count_${span.suffix}`,
    label: `Payments ${verb} by the ${prefix}, ${span.label}`,
    unit: 'count',
    family,
    formula: `number of payments ${verb} by the ${prefix} in ${span.buckets}`,
    mayBeMissing,
    missing: 'no receiver',
    highFrom: velocity.busyFrom[span.window],
    high: `many payments ${verb} by the ${prefix} in the ${span.label}`,
    low: `few or no payments ${verb} by the ${prefix} in the ${span.label}`,
    compute: (input, states) => {
      const flow = flowOf(states)
      return flow === null ? NaN : countIn(flow, span.window, input.occurredAtMs)
    },
  }
}

function amountFeature(velocity: Velocity, span: (typeof SPANS)[number]): FeatureDefinition {
  const { prefix, family, verb, mayBeMissing, flowOf } = velocity
  return {
    name: `${prefix}_${verb}_amount_${span.suffix}`,
    label: `Amount ${verb} by the ${prefix}, ${span.label}`,
    unit: 'money',
    family,
    formula: `sum of the amounts ${verb} by the ${prefix} in ${span.buckets}`,
    mayBeMissing,
    missing: 'no receiver',
    highFrom: velocity.largeFrom[span.window],
    high: `a large total ${verb} by the ${prefix} in the ${span.label}`,
    low: `little or nothing ${verb} by the ${prefix} in the ${span.label}`,
    compute: (input, states) => {
      const flow = flowOf(states)
      return flow === null ? NaN : amountIn(flow, span.window, input.occurredAtMs)
    },
  }
}
