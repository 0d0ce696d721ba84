import { formatCount } from '@/components/fraud/format-metrics'
import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Comparison } from '@/lib/governance/challengers/schema'
import { StageBadge } from '../../_components/stage-badge'
import { GAP_WORDS, nameOf, shareWords } from '../in-words'
import { prepareCoverage } from '../prepare-comparison'

/** Who is compared with whom, how often they agree, and what was not compared. */
export function CoverageCard({ comparison, timeZone }: { comparison: Comparison; timeZone: string }) {
  const { model, champion, agreement, gaps, decided_by_challenger: own } = comparison
  const { compared, decisions, share, unsampled } = prepareCoverage(comparison)
  return (
    <Card>
      <CardHeader>
        <CardTitle>
          {nameOf(model)} beside {champion ? nameOf(champion) : 'no production model'}
        </CardTitle>
        <StageBadge stage={model.stage} />
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 md:grid-cols-4">
          <Fact label="Payments compared" value={formatCount(compared)} />
          <Fact label="Same outcome" value={agreement ? shareWords(agreement) : 'nothing compared yet'} />
          <Fact label="Of all decisions" value={share} />
          <Fact label="Decided by it" value={formatCount(own)} />
        </dl>
        {unsampled > 0 ? (
          <CardNote>
            {UNSAMPLED_WORDS[comparison.decisions_counted]}
            {formatCount(unsampled)} of {formatCount(decisions)} payments were not compared and nothing
            counted them: the newest are still waiting, others waited in a server that ended.
          </CardNote>
        ) : null}
        {gaps.map(({ reason, payments, detail, last_at }) => (
          <CardNote key={reason}>
            {GAP_WORDS[reason]}: {formatCount(payments)} payments, the last at{' '}
            {formatExact(last_at, timeZone)}.{detail ? ` ${detail}` : ''}
          </CardNote>
        ))}
      </CardBody>
    </Card>
  )
}

const UNSAMPLED_WORDS: Record<Comparison['decisions_counted'], string> = {
  exactly: '',
  'by-hour': 'By the totals per hour, about ',
  'at-least': 'By the totals per hour, at least ',
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="eyebrow">{label}</dt>
      <dd className="figure mt-0.5">{value}</dd>
    </div>
  )
}
