import { ExportButton } from '@/components/list-page/export-button'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { AddEntryDialog } from './add-entry-dialog'
import { ImportDialog } from './import-dialog'

/** What a senior analyst does with a whole list. */
export function ListTools({ list, query }: { list: ListType; query: string }) {
  return (
    <div role="group" aria-label="Change the lists" className="flex flex-wrap gap-2">
      <ExportButton href={`/api/watchlists/export.csv?${query}`} noun={['entry', 'entries']} />
      <ImportDialog />
      <AddEntryDialog list={list} />
    </div>
  )
}
