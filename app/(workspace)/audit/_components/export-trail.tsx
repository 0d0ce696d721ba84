'use client'

import { Download } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { downloadFile } from '@/components/http/download-file'
import { Button } from '@/components/ui/button'

/** What is listed as CSV; says who may, and when the file does not hold all of it. */
export function ExportTrail({ query, allowed }: { query: string; allowed: boolean }) {
  const [pending, startTransition] = useTransition()
  const download = () =>
    startTransition(async () => {
      const file = await downloadFile(`/api/audit/export.csv?${query}`)
      if (!file.ok) return void toast.error(file.refusal.message)
      const rows = Number(file.headers.get('x-export-rows')).toLocaleString('en-US')
      if (file.headers.get('x-export-truncated') === 'true') {
        toast.warning(`There are more events: the file holds the newest ${rows}.`)
      } else toast.success(`${rows} events exported`)
    })
  return (
    <div className="flex items-center gap-2">
      <span id="audit-export-says" className="text-muted-foreground text-[13px]">
        {allowed ? 'up to 50,000 events' : 'takes an administrator'}
      </span>
      <Button
        variant="outline"
        size="sm"
        disabled={!allowed || pending}
        aria-describedby="audit-export-says"
        onClick={download}
      >
        <Download aria-hidden />
        {pending ? 'Exporting…' : 'Export CSV'}
      </Button>
    </div>
  )
}
