import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { indexTerm } from '@/lib/engine/drift'
import type { Drift } from '@/lib/governance/drift/schema'
import { ShareTable } from './share-table'

/** The score itself, which all features lead to. */
export function ScoresCard({ distribution }: { distribution: Drift['score_distribution'] }) {
  const rows = distribution.map(({ bucket, baseline_share, recent_share }) => ({
    label: bucket,
    baselineShare: baseline_share,
    recentShare: recent_share,
    term: indexTerm(baseline_share, recent_share),
  }))
  const greatest = Math.max(0, ...rows.flatMap((row) => [row.baselineShare, row.recentShare]))
  return (
    <Card>
      <CardHeader>
        <CardTitle>Did the scores move?</CardTitle>
        <CardNote>In the bins of the baseline; grey is the baseline</CardNote>
      </CardHeader>
      <CardBody>
        <ShareTable caption="Scores by bin" rows={rows} greatest={greatest} />
      </CardBody>
    </Card>
  )
}
