import { formatSla, slaUrgency } from '@/components/cases/format-sla'
import { formatCompact, formatProbability } from '@/components/fraud/format-numbers'
import { caseHref, transactionHref } from '@/components/fraud/links'
import type { CaseSummary } from '@/lib/desk/cases/schema'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

/** What should be done next, most urgent first, each with its reason. Pure. */
export interface NextStep {
  key: string
  kind: 'overdue' | 'due' | 'unassigned' | 'alert'
  href: string
  title: string
  why: string
}

export interface NextInput {
  alerts: readonly TransactionRow[]
  /** Cases that are not closed, in order of their due time. */
  dueCases: readonly CaseSummary[]
  /** Critical and unassigned. */
  unassigned: readonly CaseSummary[]
  nowMs: number
}

const MOST = 6

/** Overdue cases first, then critical unassigned ones, then cases due soon, then alerts by expected loss. */
export function prepareNext({ alerts, dueCases, unassigned, nowMs }: NextInput): NextStep[] {
  const withUrgency = (urgency: string) => dueCases.filter(({ sla }) => slaUrgency(sla, nowMs) === urgency)
  const caseStep = (kind: NextStep['kind'], why: (item: CaseSummary) => string) => (item: CaseSummary) => ({
    key: item.id,
    kind,
    href: caseHref(item.id),
    title: `${item.key} ${item.title}`,
    why: why(item),
  })
  const steps = [
    ...withUrgency('overdue')
      .slice(0, 1)
      .map(caseStep('overdue', ({ sla }) => `Overdue longest: ${formatSla(sla, nowMs)}`)),
    ...unassigned.map(caseStep('unassigned', () => 'Critical, unassigned')),
    ...withUrgency('soon').map(caseStep('due', ({ sla }) => `Due soon: ${formatSla(sla, nowMs)}`)),
    ...alerts.map(alertStep),
  ]
  const seen = new Set<string>()
  return steps.filter(({ key }) => !seen.has(key) && seen.add(key)).slice(0, MOST)
}

const alertStep = (alert: TransactionRow): NextStep => ({
  key: alert.transaction_id,
  kind: 'alert',
  href: transactionHref(alert.transaction_id),
  title: `${alert.sender_account} → ${alert.receiver_account ?? 'no receiver'} · ${alert.type}`,
  why: lossInWords(alert),
})

/** Loss and amount are in the institution's currency. */
function lossInWords({ expected_loss, score, converted, ...received }: TransactionRow): string {
  const { amount, currency } = converted ?? received
  const loss = `Expected loss ${formatCompact(expected_loss)} ${currency}`
  return `${loss}: ${formatProbability(score)} of ${formatCompact(Number(amount))}`
}
