import { FileDown } from 'lucide-react'
import { apiHref } from '@/components/http/api-path'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'

/** The summary of the case, as in the exported brief: derived from its rows, not by a model. */
export function BriefCard({ caseId, sentences }: { caseId: string; sentences: readonly string[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Case brief</CardTitle>
        <Button asChild variant="ghost" size="sm">
          <a href={apiHref('GET /api/cases/{id}/brief.pdf', { params: { id: caseId } })} download>
            <FileDown aria-hidden />
            Export PDF
          </a>
        </Button>
      </CardHeader>
      <CardBody className="flex flex-col gap-1.5">
        {sentences.map((sentence) => (
          <p key={sentence} className="text-sm text-pretty break-words">
            {sentence}
          </p>
        ))}
      </CardBody>
    </Card>
  )
}
