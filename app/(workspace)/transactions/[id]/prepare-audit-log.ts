import { DECISIONS } from '@/components/fraud/labels'
import { actionWords } from '@/lib/access/audit/schema'
import type { AuditEntry, TransactionDetail } from '@/lib/desk/transactions/schema'

/** One event of the transaction: what, when, by whom. */
export interface LogStep {
  key: string
  kind: 'received' | 'scored' | 'decided' | 'other'
  title: string
  by: string | null
  at: string
  note: string | null
}

/** Received, scored, then decisions, undos and all other entries of the audit log, oldest first. */
export function prepareAuditLog(detail: TransactionDetail): LogStep[] {
  const { decisions, audit_trail, source } = detail
  const received: LogStep = {
    key: 'received',
    kind: 'received',
    title: 'Received',
    by: actorOf(audit_trail.find(({ action }) => action === SCORED)),
    at: detail.received_at,
    note: SOURCE_WORDS[source] ?? `through ${source}`,
  }
  const scored: LogStep = {
    key: 'scored',
    kind: 'scored',
    title: 'Scored',
    by: `model ${detail.model_version}`,
    at: detail.scored_at,
    note: `policy version ${detail.policy_version}`,
  }
  const decided = decisions.map((entry): LogStep => {
    const undone = decisions.find(({ id }) => id === entry.retracts_id)
    return {
      key: entry.id,
      kind: 'decided',
      title: undone ? `Undone: ${DECISIONS[undone.decision].label}` : DECISIONS[entry.decision].label,
      by: entry.user_name,
      at: entry.decided_at,
      note: entry.notes,
    }
  })
  return [received, scored, ...[...decided, ...audit_trail.filter(isOther).map(toStep)].sort(byTime)]
}

const SOURCE_WORDS: Partial<Record<string, string>> = {
  api: 'through the API',
  batch: 'in a batch',
  seed: 'with the demo data',
  replay: 'in a replay',
}

/** Replaces the names of jobs, which mean nothing to users. */
const actorOf = (entry: AuditEntry | undefined): string | null =>
  entry?.actor_kind === 'system' ? 'Sentinel' : (entry?.actor_name ?? null)

const SCORED = 'transaction.scored'
const TOLD_ELSEWHERE = [SCORED, 'transaction.decided', 'transaction.decision-undone']
const isOther = ({ action }: AuditEntry): boolean => !TOLD_ELSEWHERE.includes(action)

const toStep = (entry: AuditEntry): LogStep => ({
  key: `audit-${entry.seq}`,
  kind: 'other',
  title: capital(actionWords(entry.action)),
  by: actorOf(entry),
  at: entry.at,
  note: null,
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const byTime = (a: LogStep, b: LogStep): number => a.at.localeCompare(b.at)
