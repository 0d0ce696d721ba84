'use client'

import { Download } from 'lucide-react'
import { useId, useTransition } from 'react'
import { cn } from '@/components/class-names'
import type { ApiQuery, FileCall } from '@/components/http/api-types'
import { downloadFile } from '@/components/http/download-file'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { Noun } from './empty-list'

interface ExportButtonProps<C extends FileCall> {
  call: C
  /** The filters of the list. */
  query: ApiQuery<C>
  noun: Noun
  /** How many rows a file holds, or which role may export. */
  says?: string
  allowed?: boolean
  /** Which rows a truncated file holds. */
  kept?: 'first' | 'newest'
  className?: string
}

/** Exports the list as CSV; says beforehand how much of it, and who may. */
export function ExportButton<C extends FileCall>(props: ExportButtonProps<C>) {
  const { call, query, noun, says, allowed = true, kept = 'first', className } = props
  const id = useId()
  const [pending, startTransition] = useTransition()
  const download = () =>
    startTransition(async () => {
      const file = await downloadFile(call, query)
      if (!file.ok) return void toast.error(file.problem.message)
      const count = Number(file.body.get('x-export-rows'))
      const rows = count.toLocaleString('en-US')
      if (file.body.get('x-export-truncated') === 'true') {
        toast.warning(`There are more ${noun[1]}: the file holds the ${kept} ${rows}.`)
      } else toast.success(`${rows} ${count === 1 ? noun[0] : noun[1]} exported`)
    })
  return (
    <span className={cn('flex items-center gap-2', className)}>
      <Button
        variant="outline"
        size="sm"
        disabled={!allowed || pending}
        aria-describedby={says && id}
        onClick={download}
      >
        <Download aria-hidden />
        {pending ? 'Exporting…' : 'Export CSV'}
      </Button>
      {says ? (
        <span id={id} className="text-muted-foreground text-[13px] max-sm:sr-only">
          {says}
        </span>
      ) : null}
    </span>
  )
}
