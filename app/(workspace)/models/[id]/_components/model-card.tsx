import { Markdown } from '@/components/markdown/markdown'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'

/** The full model card that the training or the import wrote into the bundle. */
export function ModelCard({ source }: { source: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Model card</CardTitle>
        <CardNote>Written with the bundle, and part of it</CardNote>
      </CardHeader>
      <CardBody>
        <Markdown source={source} />
      </CardBody>
    </Card>
  )
}
