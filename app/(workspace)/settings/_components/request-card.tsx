import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { ChangePreview } from '@/lib/governance/changes/schema'
import { OutlookView } from './outlook-view'
import { ReasonFields, type ReasonFieldsProps } from './reason-fields'

interface RequestCardProps extends ReasonFieldsProps {
  preview: ChangePreview
  timeZone: string
  fourEyes: boolean
  pending: boolean
  onRequest: () => void
}

/** What the typed change would have done, and below it the request. */
export function RequestCard({
  preview,
  timeZone,
  fourEyes,
  pending,
  onRequest,
  ...fields
}: RequestCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{preview.summary}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <OutlookView outlook={preview} timeZone={timeZone} />
        <ReasonFields {...fields} />
        <Button className="w-fit" disabled={pending} onClick={onRequest}>
          {fourEyes ? 'Request approval' : fields.start === '' ? 'Put in force' : 'Schedule'}
        </Button>
      </CardBody>
    </Card>
  )
}
