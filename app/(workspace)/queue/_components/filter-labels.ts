import { OUTCOMES } from '@/components/fraud/labels'

/** An alert is what the policy did not approve. */
export const OUTCOME_LABELS = {
  flagged: 'Alerts',
  block: OUTCOMES.block.label,
  review: OUTCOMES.review.label,
  approve: OUTCOMES.approve.label,
  all: 'All',
} as const

export const AGE_LABELS = { '24h': '24 h', '7d': '7 d', '30d': '30 d' } as const
