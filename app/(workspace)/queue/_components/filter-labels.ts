import { DECISIONS, OUTCOMES } from '@/components/fraud/labels'

/** An alert is what the policy did not approve. */
export const OUTCOME_LABELS = {
  flagged: 'Alerts',
  block: OUTCOMES.block.label,
  review: OUTCOMES.review.label,
  approve: OUTCOMES.approve.label,
  all: 'All',
} as const

export const DECISION_LABELS = {
  pending: 'Pending',
  decided: 'Decided',
  confirmed_fraud: DECISIONS.confirmed_fraud.label,
  false_positive: DECISIONS.false_positive.label,
  escalated: DECISIONS.escalated.label,
  all: 'All',
} as const

export const AGE_LABELS = { '24h': '24 h', '7d': '7 d', '30d': '30 d' } as const
