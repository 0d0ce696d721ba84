import type { ReactNode } from 'react'
import { DecisionBadge, OutcomeBadge, ReplayedBadge, RiskBadge } from '@/components/fraud/badges'
import type { Clock } from '@/components/fraud/clock'
import { CopyButton } from '@/components/fraud/copy-button'
import { Flow } from '@/components/fraud/flow'
import { formatDuration, formatScore, formatThreshold } from '@/components/fraud/format-numbers'
import { Money } from '@/components/fraud/money'
import { RelativeTime } from '@/components/fraud/relative-time'
import { ScoreScale } from '@/components/fraud/score-scale'
import { Card } from '@/components/ui/card'
import { minorDigits } from '@/lib/contract/currency-digits'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'
import { Fact } from './fact'

/** More decimals than lists show: neighbours in the queue differ in the last ones. */
const SCORE_DECIMALS = 5

interface VerdictCardProps {
  detail: TransactionDetail
  ownCurrency: string
  clock: Clock
  actions: ReactNode
}

/** Score, outcome, model and policy of the transaction, and the actions on it. */
export function VerdictCard({ detail, ownCurrency, clock, actions }: VerdictCardProps) {
  return (
    <Card aria-label="Verdict" className="flex flex-col gap-5 p-4 sm:p-5">
      <div className="flex flex-wrap items-start gap-x-10 gap-y-5">
        <div className="w-full max-w-64">
          <p className="eyebrow">Score</p>
          <p className="figure text-5xl leading-none font-semibold tracking-tight">
            {formatScore(detail.score, SCORE_DECIMALS)}
          </p>
          <div className="mt-3">
            <ScoreScale
              score={detail.score}
              band={detail.risk_band}
              threshold={detail.threshold_at_scoring}
            />
            <p className="text-muted-foreground mt-1 text-xs">
              Review threshold <span className="figure">{formatThreshold(detail.threshold_at_scoring)}</span>
            </p>
          </div>
        </div>
        <div className="flex min-w-0 flex-1 basis-80 flex-col gap-3">
          <div className="flex flex-wrap gap-2">
            <RiskBadge band={detail.risk_band} />
            <OutcomeBadge outcome={detail.outcome} />
            <DecisionBadge decision={detail.decision} />
            {detail.source === 'replay' ? <ReplayedBadge /> : null}
          </div>
          <Money
            amount={detail.amount}
            currency={detail.currency}
            converted={detail.converted}
            className="text-2xl font-semibold whitespace-normal"
          />
          <Flow sender={detail.sender_account} receiver={detail.receiver_account} type={detail.type} />
        </div>
        {actions}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-t pt-4 sm:grid-cols-3 lg:grid-cols-6">
        <Fact label="Expected loss">
          <Money amount={detail.expected_loss.toFixed(minorDigits(ownCurrency))} currency={ownCurrency} />
        </Fact>
        <Fact label="Policy">version {detail.policy_version}</Fact>
        <Fact label="Model">{detail.model_version}</Fact>
        <Fact label="Latency">{formatDuration(detail.latency_ms)}</Fact>
        <Fact label="Scored">
          <RelativeTime at={detail.scored_at} {...clock} />
        </Fact>
        <Fact label="Id">
          <span className="flex min-w-0 items-center gap-1">
            <span className="truncate" title={detail.transaction_id}>
              {detail.transaction_id}
            </span>
            <CopyButton text={detail.transaction_id} label="Copy the transaction id" />
          </span>
        </Fact>
      </dl>
    </Card>
  )
}
