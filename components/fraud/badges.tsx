import { ArrowUpRight, Ban, Check, CircleDashed, Eye, History, ShieldCheck, Undo2 } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { type DecisionKind, DECISIONS, type Outcome, OUTCOMES, RISK_LABELS, type RiskBand } from './labels'

export function RiskBadge({ band }: { band: RiskBand }) {
  return <Badge tone={band}>{RISK_LABELS[band]}</Badge>
}

const OUTCOME_ICONS = { block: Ban, review: Eye, approve: Check } as const

/** What the policy did with the transaction at scoring. */
export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const Icon = OUTCOME_ICONS[outcome]
  return (
    <Badge tone={OUTCOMES[outcome].tone}>
      <Icon aria-hidden />
      {OUTCOMES[outcome].label}
    </Badge>
  )
}

const DECISION_ICONS = {
  confirmed_fraud: Ban,
  false_positive: ShieldCheck,
  escalated: ArrowUpRight,
  retracted: Undo2,
} as const

/** The transaction is part of a replay: the payment did not happen. */
export function ReplayedBadge() {
  return (
    <Badge>
      <History aria-hidden />
      Replayed
    </Badge>
  )
}

/** The decision of an analyst; null without one. */
export function DecisionBadge({ decision }: { decision: DecisionKind | null }) {
  if (decision === null) {
    return (
      <Badge className="border-dashed font-medium">
        <CircleDashed aria-hidden />
        Pending
      </Badge>
    )
  }
  const Icon = DECISION_ICONS[decision]
  return (
    <Badge tone={DECISIONS[decision].tone}>
      <Icon aria-hidden />
      {DECISIONS[decision].label}
    </Badge>
  )
}
