import type { ApiQuery } from '@/components/http/api-types'
import { ExportButton } from '@/components/list-page/export-button'
import type { ListType } from '@/lib/desk/watchlists/schema'
import { AddEntryDialog } from './add-entry-dialog'
import { ImportDialog } from './import-dialog'

interface ListToolsProps {
  list: ListType
  query: ApiQuery<'GET /api/watchlists/export.csv'>
}

/** What a senior analyst does with a whole list. */
export function ListTools({ list, query }: ListToolsProps) {
  return (
    <div role="group" aria-label="Change the lists" className="flex flex-wrap gap-2">
      <ExportButton call="GET /api/watchlists/export.csv" query={query} noun={['entry', 'entries']} />
      <ImportDialog />
      <AddEntryDialog list={list} />
    </div>
  )
}
