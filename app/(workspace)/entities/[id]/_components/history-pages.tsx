'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import type { Clock } from '@/components/fraud/clock'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import type { EntityRef } from '@/lib/contract/entities'
import type { EntityTransactionPage } from '@/lib/desk/entities/schema'
import { HistoryTable } from './history-table'

interface HistoryPagesProps {
  entity: EntityRef
  first: EntityTransactionPage
  pageSize: number
  clock: Clock
}

/** Pages through the history in place, without a reload of the rest of the page. */
export function HistoryPages({ entity, first, pageSize, clock }: HistoryPagesProps) {
  /** The opened pages after the first; the last one is shown. */
  const [later, setLater] = useState<EntityTransactionPage[]>([])
  const [pending, startTransition] = useTransition()
  const page = later.at(-1) ?? first

  const older = () =>
    startTransition(async () => {
      const response = await callApi('GET /api/entities/{account_id}/transactions', {
        params: { account_id: entity.id },
        query: { kind: entity.kind, limit: pageSize, cursor: page.next_cursor ?? '' },
      })
      if (!response.ok) return void toast.error(response.problem.message)
      setLater([...later, response.body])
    })

  return (
    <div className="flex flex-col gap-3" aria-busy={pending}>
      <HistoryTable items={page.items} clock={clock} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted-foreground text-[13px]" aria-live="polite">
          Page <span className="figure">{later.length + 1}</span>,{' '}
          <span className="figure">{page.items.length}</span> {page.items.length === 1 ? 'row' : 'rows'}
        </p>
        <nav aria-label="Pages of the history" className="flex gap-2">
          <Button
            variant="outline"
            size="sm"
            disabled={later.length === 0 || pending}
            onClick={() => setLater(later.slice(0, -1))}
          >
            <ChevronLeft aria-hidden />
            Newer
          </Button>
          <Button variant="outline" size="sm" disabled={page.next_cursor === null || pending} onClick={older}>
            Older
            <ChevronRight aria-hidden />
          </Button>
        </nav>
      </div>
    </div>
  )
}
