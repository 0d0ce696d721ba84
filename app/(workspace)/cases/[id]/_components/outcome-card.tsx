import { formatExact } from '@/components/fraud/format-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { CASE_OUTCOME_LABELS, type CaseDetail } from '@/lib/desk/cases/schema'

/** The outcome and summary of a closed case. */
export function OutcomeCard({ detail, timeZone }: { detail: CaseDetail; timeZone: string }) {
  if (!detail.outcome || !detail.closed_at) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>Outcome</CardTitle>
        <Badge tone={detail.outcome === 'confirmed_fraud' ? 'outline-high' : 'outline-neutral'}>
          {CASE_OUTCOME_LABELS[detail.outcome]}
        </Badge>
      </CardHeader>
      <CardBody>
        <p className="text-sm break-words whitespace-pre-wrap">{detail.summary}</p>
        <p className="text-faint mt-2 text-[13px]">
          Closed on <span className="figure">{formatExact(detail.closed_at, timeZone)}</span>
        </p>
      </CardBody>
    </Card>
  )
}
