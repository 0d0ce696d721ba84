import Link from 'next/link'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Drift } from '@/lib/governance/drift/schema'
import { prepareBins } from '../prepare-bins'
import { driftHref, type DriftView } from '../search-params'
import { ShareTable } from './share-table'

interface FeatureCardProps {
  drift: Drift
  detail: NonNullable<Drift['detail']>
  view: DriftView
}

/** One feature, baseline against recent. */
export function FeatureCard({ drift, detail, view }: FeatureCardProps) {
  const label = drift.features.find(({ feature }) => feature === detail.feature)?.label ?? 'Score'
  return (
    <Card id="feature">
      <CardHeader>
        <CardTitle>{label}: baseline and recent</CardTitle>
        <CardNote>
          <Link
            href={driftHref({ ...view, feature: undefined })}
            prefetch={false}
            scroll={false}
            className="hover:text-foreground underline"
          >
            Close
          </Link>
        </CardNote>
      </CardHeader>
      <CardBody>
        <ShareTable caption={`Shares of ${label} by bin`} {...prepareBins(detail.bins)} />
      </CardBody>
    </Card>
  )
}
