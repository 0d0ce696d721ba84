import { Download } from 'lucide-react'
import { apiHref } from '@/components/http/api-path'
import { Button } from '@/components/ui/button'

/** Downloads the rejected rows of an upload, to correct and send again. */
export function RejectsLink({ upload, of }: { upload: string; of?: string }) {
  return (
    <Button asChild variant="outline" size="sm">
      <a href={apiHref('GET /api/upload/audits/{id}/rejects.csv', { params: { id: upload } })} download>
        <Download aria-hidden />
        Rejected rows
        {of ? <span className="sr-only"> of {of}</span> : null}
      </a>
    </Button>
  )
}
