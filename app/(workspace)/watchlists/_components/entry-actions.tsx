'use client'

import { EditEntryDialog } from './edit-entry-dialog'
import { RemoveEntry } from './remove-entry'
import type { WatchlistResponse } from '@/lib/desk/watchlists/schema'

export function EntryActions({ entry }: { entry: WatchlistResponse }) {
  return (
    <div
      role="group"
      aria-label={`Actions on ${entry.entity_id}`}
      className="inline-flex justify-end gap-1 whitespace-nowrap"
    >
      <EditEntryDialog entry={entry} />
      <RemoveEntry entry={entry} />
    </div>
  )
}
