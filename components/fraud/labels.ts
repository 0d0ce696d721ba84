import type { BadgeTone } from '@/components/ui/badge'

/** The labels and colours of risk, outcome and decision, the same on every screen. */
export const RISK_LABELS = { high: 'High', medium: 'Medium', low: 'Low' } as const
export type RiskBand = keyof typeof RISK_LABELS

export const OUTCOMES = {
  block: { label: 'Blocked', tone: 'outline-high' },
  review: { label: 'Review', tone: 'outline-medium' },
  approve: { label: 'Approved', tone: 'outline-good' },
} as const satisfies Record<string, { label: string; tone: BadgeTone }>
export type Outcome = keyof typeof OUTCOMES

export const DECISIONS = {
  confirmed_fraud: { label: 'Confirmed fraud', tone: 'outline-high' },
  false_positive: { label: 'False positive', tone: 'outline-good' },
  escalated: { label: 'Escalated', tone: 'outline-info' },
  retracted: { label: 'Undone', tone: 'outline-neutral' },
} as const satisfies Record<string, { label: string; tone: BadgeTone }>
export type DecisionKind = keyof typeof DECISIONS

export const ROLE_LABELS = { analyst: 'Analyst', senior_analyst: 'Senior analyst', admin: 'Admin' } as const
