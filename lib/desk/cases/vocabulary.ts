/** Values of the fields of a case, with their labels on screens; safe to import in the browser. */
import type { Decision } from '@/lib/contract/decisions'

export const CASE_STATUSES = ['open', 'investigating', 'pending', 'escalated', 'closed'] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]

/** A list filters by one status, or by `active` for all cases that are not closed. */
export const CASE_STATUS_FILTERS = ['active', ...CASE_STATUSES] as const

export const CASE_STATUS_LABELS: Record<CaseStatus, string> = {
  open: 'Open',
  investigating: 'Investigating',
  pending: 'Pending',
  escalated: 'Escalated',
  closed: 'Closed',
}

/** The statuses that may follow each status. Leaving `closed` is reopening and needs a note. */
export const CASE_TRANSITIONS: Record<CaseStatus, readonly CaseStatus[]> = {
  open: ['investigating', 'pending', 'escalated', 'closed'],
  investigating: ['pending', 'escalated', 'closed', 'open'],
  pending: ['investigating', 'escalated', 'closed'],
  escalated: ['investigating', 'pending', 'closed'],
  closed: ['open'],
}

export const mayBecome = (from: CaseStatus, to: CaseStatus): boolean => CASE_TRANSITIONS[from].includes(to)

/** Most urgent first. */
export const CASE_PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
export type CasePriority = (typeof CASE_PRIORITIES)[number]

export const CASE_PRIORITY_LABELS: Record<CasePriority, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** Minutes allowed where the tenant has set no policy. */
export const DEFAULT_SLA_MINUTES: Record<CasePriority, number> = {
  critical: 240,
  high: 1_440,
  medium: 4_320,
  low: 10_080,
}

/** How a case can end. */
export const CASE_OUTCOMES = [
  'confirmed_fraud',
  'false_positive',
  'inconclusive',
  'reported',
  'duplicate',
] as const
export type CaseOutcome = (typeof CASE_OUTCOMES)[number]

/** The outcomes that decide the open alerts of a case when it is closed; the others leave them open. */
export const DECIDING_OUTCOMES: Partial<Record<CaseOutcome, Decision>> = {
  confirmed_fraud: 'confirmed_fraud',
  false_positive: 'false_positive',
}

export const CASE_OUTCOME_LABELS: Record<CaseOutcome, string> = {
  confirmed_fraud: 'Confirmed fraud',
  false_positive: 'False positive',
  inconclusive: 'Inconclusive',
  reported: 'Reported to the authorities',
  duplicate: 'Duplicate of another case',
}

export const CASE_ENTITY_ROLES = ['subject', 'victim', 'mule', 'related'] as const
export type CaseEntityRole = (typeof CASE_ENTITY_ROLES)[number]

export const CASE_ENTITY_ROLE_LABELS: Record<CaseEntityRole, string> = {
  subject: 'Subject',
  victim: 'Victim',
  mule: 'Mule',
  related: 'Related',
}

export const CASE_ORDERS = ['updated', 'due'] as const

/** Limits: transactions in one request, transactions in one case, entities in one case. */
export const MAX_LINKS_AT_ONCE = 500
export const MAX_LINKS = 2_000
export const MAX_ENTITIES = 200

/** How a case is called everywhere: `CASE-12`. */
export const caseKey = (number: number): string => `CASE-${number}`
