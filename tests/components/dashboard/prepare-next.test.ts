import { prepareNext } from '@/app/(workspace)/dashboard/prepare-next'
import type { CaseSummary } from '@/lib/desk/cases/schema'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

/** The most urgent work stands first, once, with its reason. */
const NOW = Date.parse('2026-11-03T12:00:00Z')

function caseDue(number: number, dueAt: string): CaseSummary {
  return {
    id: `00000000-0000-7000-8000-00000000000${number}`,
    key: `CASE-${number}`,
    number,
    title: `Case ${number}`,
    status: 'open',
    priority: 'high',
    assignee: null,
    sla: { state: 'running', allowed_seconds: 86_400, due_at: dueAt, left_seconds: null, breached_at: null },
    outcome: null,
    created_at: '2026-11-02T12:00:00Z',
    updated_at: '2026-11-02T12:00:00Z',
    closed_at: null,
    transaction_count: 1,
    entity_count: 0,
    note_count: 0,
    version: 1,
  }
}

const ALERT = {
  transaction_id: 'a1',
  sender_account: 'C1',
  receiver_account: null,
  type: 'CASH_OUT',
  expected_loss: 14_200,
  score: 0.71,
  amount: '20000.00',
  currency: 'USD',
} as TransactionRow

const overdue = caseDue(1, '2026-11-03T09:00:00Z')
const soon = caseDue(2, '2026-11-03T13:00:00Z')
const calm = caseDue(3, '2026-11-04T11:00:00Z')

describe('prepareNext', () => {
  it('lists overdue cases first, then urgent unassigned ones, then cases due soon, then alerts', () => {
    const steps = prepareNext({
      alerts: [ALERT],
      dueCases: [overdue, soon, calm],
      unassigned: [calm],
      nowMs: NOW,
    })
    expect(steps.map(({ kind, title, why }) => [kind, title, why])).toEqual([
      ['overdue', 'CASE-1 Case 1', 'Overdue longest: overdue by 3 h'],
      ['unassigned', 'CASE-3 Case 3', 'Critical, unassigned'],
      ['due', 'CASE-2 Case 2', 'Due soon: 1 h left'],
      ['alert', 'C1 → no receiver · CASH_OUT', 'Expected loss 14.2K USD: 71.0 % of 20K'],
    ])
    expect(steps.map(({ href }) => href)).toEqual([
      `/cases/${overdue.id}`,
      `/cases/${calm.id}`,
      `/cases/${soon.id}`,
      '/transactions/a1',
    ])
  })

  it('lists a case once, and no case with time left', () => {
    const steps = prepareNext({ alerts: [], dueCases: [overdue, calm], unassigned: [overdue], nowMs: NOW })
    expect(steps.map(({ kind }) => kind)).toEqual(['overdue'])
  })

  it('is empty when no work waits', () =>
    expect(prepareNext({ alerts: [], dueCases: [calm], unassigned: [], nowMs: NOW })).toEqual([]))
})
