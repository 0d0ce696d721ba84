'use client'

import { useMemo, useRef } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import type { QueueItem } from '@/lib/transactions/schema'
import { KeyboardHelp } from './keyboard-help'
import { queueColumns } from './queue-columns'
import { useQueueKeys } from './use-queue-keys'
import { useRememberQueue } from '../../_lib/queue-address'

interface QueueTableProps {
  items: QueueItem[]
  renderedAt: string
  timeZone: string
}

export function QueueTable({ items, renderedAt, timeZone }: QueueTableProps) {
  const region = useRef<HTMLDivElement>(null)
  const { helpOpen, setHelpOpen } = useQueueKeys(region)
  const columns = useMemo(() => queueColumns(renderedAt, timeZone), [renderedAt, timeZone])
  useRememberQueue()
  return (
    <>
      <div ref={region} className="bg-card overflow-x-auto rounded-lg border">
        <DataTable
          caption="Scored transactions"
          columns={columns}
          rows={items}
          rowId={(item) => item.predictionId}
          rowClassName="relative grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1 border-b px-4 py-3 last:border-b-0 hover:bg-accent/60 has-[a:focus-visible]:bg-accent/60 md:table-row"
        />
      </div>
      <KeyboardHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </>
  )
}
