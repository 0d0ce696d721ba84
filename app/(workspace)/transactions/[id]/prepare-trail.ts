import { DECISIONS } from '@/components/fraud/labels'
import { actionWords } from '@/lib/access/audit/schema'
import type { AuditEntry, TransactionDetail } from '@/lib/desk/transactions/schema'

/** One thing that happened to the transaction: what, when, by whom. */
export interface TrailStep {
  key: string
  kind: 'received' | 'scored' | 'decided' | 'other'
  title: string
  by: string | null
  at: string
  note: string | null
}

/** Received, scored, then every decision and undo, and whatever else the audit log knows, oldest first. */
export function prepareTrail(detail: TransactionDetail): TrailStep[] {
  const { prediction, decisions, auditTrail, receivedAt, source } = detail
  const received: TrailStep = {
    key: 'received',
    kind: 'received',
    title: 'Received',
    by: actorOf(auditTrail.find(({ action }) => action === SCORED)),
    at: receivedAt,
    note: SOURCE_WORDS[source] ?? `through ${source}`,
  }
  const scored: TrailStep = {
    key: 'scored',
    kind: 'scored',
    title: 'Scored',
    by: `model ${prediction.modelVersion}`,
    at: prediction.scoredAt,
    note: `policy version ${prediction.policyVersion}`,
  }
  const decided = decisions.map((entry): TrailStep => {
    const undone = decisions.find(({ id }) => id === entry.retractsId)
    return {
      key: entry.id,
      kind: 'decided',
      title: undone ? `Undone: ${DECISIONS[undone.decision].label}` : DECISIONS[entry.decision].label,
      by: entry.userName,
      at: entry.decidedAt,
      note: entry.notes,
    }
  })
  return [received, scored, ...[...decided, ...auditTrail.filter(isOther).map(toStep)].sort(byTime)]
}

const SOURCE_WORDS: Partial<Record<string, string>> = {
  api: 'through the API',
  batch: 'in a batch',
  seed: 'with the demo data',
}

/** What the product does by itself is done by jobs whose names say nothing to a reader. */
const actorOf = (entry: AuditEntry | undefined): string | null =>
  entry?.actorKind === 'system' ? 'Sentinel' : (entry?.actorName ?? null)

const SCORED = 'transaction.scored'
const TOLD_ELSEWHERE = [SCORED, 'transaction.decided', 'transaction.decision-undone']
const isOther = ({ action }: AuditEntry): boolean => !TOLD_ELSEWHERE.includes(action)

const toStep = (entry: AuditEntry): TrailStep => ({
  key: `audit-${entry.seq}`,
  kind: 'other',
  title: capital(actionWords(entry.action)),
  by: actorOf(entry),
  at: entry.at,
  note: null,
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const byTime = (a: TrailStep, b: TrailStep): number => a.at.localeCompare(b.at)
