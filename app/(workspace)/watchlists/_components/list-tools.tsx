'use client'

import { Download } from 'lucide-react'
import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { downloadFile } from '@/components/http/download-file'
import { Button } from '@/components/ui/button'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { AddEntryDialog } from './add-entry-dialog'
import { ImportDialog } from './import-dialog'

/** What a senior does with a list as a whole. */
export function ListTools({ list, query }: { list: ListType; query: string }) {
  const [pending, startTransition] = useTransition()
  const download = () =>
    startTransition(async () => {
      const file = await downloadFile(`/api/watchlists/export.csv?${query}`)
      if (!file.ok) return void toast.error(file.refusal.message)
      const rows = Number(file.headers.get('x-export-rows')).toLocaleString('en-US')
      if (file.headers.get('x-export-truncated') === 'true') {
        toast.warning(`There are more entries: the file holds the first ${rows}.`)
      } else toast.success(`${rows} ${rows === '1' ? 'entry' : 'entries'} exported`)
    })
  return (
    <div role="group" aria-label="Change the lists" className="flex flex-wrap gap-2">
      <Button variant="ghost" size="sm" disabled={pending} onClick={download}>
        <Download aria-hidden />
        {pending ? 'Exporting…' : 'Export CSV'}
      </Button>
      <ImportDialog />
      <AddEntryDialog list={list} />
    </div>
  )
}
