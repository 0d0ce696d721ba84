import { FileDown } from 'lucide-react'
import { apiHref } from '@/components/http/api-path'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Context } from '@/lib/contract/context'
import { getBrief } from '@/lib/desk/cases'
import { Skeleton } from '@/components/ui/skeleton'

/** The case in words, as the exported brief says it: made of its rows, by no clock and by no model. */
export async function BriefCard({ ctx, id }: { ctx: Context; id: string }) {
  const { sentences } = await getBrief(ctx, id)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Case brief</CardTitle>
        <Button asChild variant="ghost" size="sm">
          <a href={apiHref('GET /api/cases/{id}/brief.pdf', { params: { id } })} download>
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

export function BriefPending() {
  return (
    <Card role="status" aria-label="Writing the case brief">
      <CardHeader>
        <CardTitle>Case brief</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-5/6" />
        <Skeleton className="h-48 w-full" />
      </CardBody>
    </Card>
  )
}
