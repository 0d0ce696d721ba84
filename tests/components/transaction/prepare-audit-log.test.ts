import { prepareAuditLog } from '@/app/(workspace)/transactions/[id]/prepare-audit-log'
import type { DecisionEntry, TransactionDetail } from '@/lib/desk/transactions/schema'

const at = (minute: number) => `2026-11-20T12:${String(minute).padStart(2, '0')}:00.000Z`
const entry = (id: string, minute: number, rest: Partial<DecisionEntry>): DecisionEntry => ({
  id,
  decision: 'escalated',
  notes: null,
  decided_at: at(minute),
  user_id: 'u',
  user_name: 'Ana Analyst',
  retracts_id: null,
  undo_until: null,
  ...rest,
})
const audit = (seq: string, minute: number, action: string, actor_name: string) => ({
  seq,
  at: at(minute),
  action,
  actor_name,
  actor_kind: 'user',
  before: null,
  after: null,
  request_id: 'r',
})
const detail = {
  received_at: at(0),
  source: 'api',
  model_version: 'sentinel/1.1.0',
  policy_version: 4,
  scored_at: at(1),
  decisions: [
    entry('d1', 3, { notes: 'odd device' }),
    entry('d2', 5, { decision: 'retracted', retracts_id: 'd1' }),
  ],
  audit_trail: [
    audit('1', 1, 'transaction.scored', 'core banking'),
    audit('2', 3, 'transaction.decided', 'Ana Analyst'),
    audit('3', 4, 'transactions.exported', 'Adam Admin'),
    audit('4', 5, 'transaction.decision-undone', 'Ana Analyst'),
  ],
} as unknown as TransactionDetail

it('shows each event once, in order, with its actor', () => {
  expect(prepareAuditLog(detail).map(({ title, by, at: when }) => [title, by, when])).toEqual([
    ['Received', 'core banking', at(0)],
    ['Scored', 'model sentinel/1.1.0', at(1)],
    ['Escalated', 'Ana Analyst', at(3)],
    ['Exported transactions', 'Adam Admin', at(4)],
    ['Undone: Escalated', 'Ana Analyst', at(5)],
  ])
})
