import { Markdown } from '@/components/markdown/markdown'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'

/** The full model card that training wrote into the bundle. */
export function ModelCard({ source }: { source: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Model card</CardTitle>
        <CardNote>Written by the training code; part of the bundle</CardNote>
      </CardHeader>
      <CardBody>
        <Markdown source={source} />
      </CardBody>
    </Card>
  )
}
