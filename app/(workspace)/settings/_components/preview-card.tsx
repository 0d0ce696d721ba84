import type { ReactNode } from 'react'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { ChangePreview } from '@/lib/governance/changes/schema'
import { OutlookView } from './outlook-view'

/** What the typed change would have done, and below it the request. */
export function PreviewCard({
  preview,
  timeZone,
  children,
}: {
  preview: ChangePreview
  timeZone: string
  children: ReactNode
}) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{preview.summary}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <OutlookView outlook={preview} timeZone={timeZone} />
        {children}
      </CardBody>
    </Card>
  )
}
