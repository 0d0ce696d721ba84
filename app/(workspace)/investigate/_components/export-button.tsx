'use client'

import { Download } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { cn } from '@/components/class-names'
import type { ApiQuery } from '@/components/http/api-types'
import { downloadFile } from '@/components/http/download-file'
import { Button } from '@/components/ui/button'

interface ExportButtonProps {
  query: ApiQuery<'GET /api/investigate/export.csv'>
  limit: number
  allowed: boolean
}

/** What is listed as CSV; says beforehand how much of it, and who may. */
export function ExportButton({ query, limit, allowed }: ExportButtonProps) {
  const [pending, startTransition] = useTransition()
  const most = limit.toLocaleString('en-US')
  const download = () =>
    startTransition(async () => {
      const file = await downloadFile('GET /api/investigate/export.csv', query)
      if (!file.ok) return void toast.error(file.problem.message)
      const rows = Number(file.body.get('x-export-rows')).toLocaleString('en-US')
      if (file.body.get('x-export-truncated') === 'true') {
        toast.warning(`There are more matches: the file holds the first ${rows}.`)
      } else toast.success(`${rows} rows exported`)
    })
  return (
    <span className={cn('flex items-center gap-2', !allowed && 'max-sm:hidden')}>
      <Button
        variant="outline"
        size="sm"
        disabled={!allowed || pending}
        onClick={download}
        aria-describedby="export-says"
      >
        <Download aria-hidden />
        {pending ? 'Exporting…' : 'Export CSV'}
      </Button>
      <span id="export-says" className="text-muted-foreground text-[13px] max-sm:sr-only">
        {allowed ? `up to ${most} rows` : 'takes a senior analyst'}
      </span>
    </span>
  )
}
