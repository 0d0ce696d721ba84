import { CASE_STATUS_LABELS, CASE_STATUSES, CASE_TRANSITIONS, type CaseStatus } from '@/lib/desk/cases/schema'

export interface Transition {
  status: CaseStatus
  label: string
  /** The effect of the status, or the reason why it cannot follow the current one. */
  note: string
  allowed: boolean
  current: boolean
}

/** Every status in order, with whether it is current or may follow, and why not. */
export function prepareTransitions(from: CaseStatus): Transition[] {
  return CASE_STATUSES.map((status) => {
    const current = status === from
    const allowed = !current && CASE_TRANSITIONS[from].includes(status)
    const label = from === 'closed' && status === 'open' ? 'Reopen' : CASE_STATUS_LABELS[status]
    return { status, label, current, allowed, note: noteOf(from, status, current, allowed) }
  })
}

function noteOf(from: CaseStatus, to: CaseStatus, current: boolean, allowed: boolean): string {
  if (current) return 'Current status'
  if (allowed) return from === 'closed' ? 'Needs a reason; the time limit resumes' : EFFECTS[to]
  if (from === 'closed') return 'Reopen the case first'
  return `Not possible from ${CASE_STATUS_LABELS[from].toLowerCase()}: work has started`
}

const EFFECTS: Record<CaseStatus, string> = {
  open: 'Back to the start',
  investigating: 'An analyst works on it',
  pending: 'Needs a reason; the time limit is paused',
  escalated: 'A senior analyst must review it',
  closed: 'Needs an outcome and a summary',
}
