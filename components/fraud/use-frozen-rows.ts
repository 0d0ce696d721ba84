'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

/**
 * Keeps the rows that are being read where they are while the server sends newer ones. Each render of the page on the
 * server has its own `renderedAt`.
 */
export function useFrozenRows(items: TransactionRow[], renderedAt: string) {
  const router = useRouter()
  const [shown, setShown] = useState({ items, renderedAt })
  /** The render that was on the screen when newer rows were asked for; null while nobody asked. */
  const [waitingSince, setWaitingSince] = useState<string | null>(null)
  const [loading, startTransition] = useTransition()
  if (waitingSince !== null && waitingSince !== renderedAt) {
    setWaitingSince(null)
    setShown({ items, renderedAt })
  }
  return {
    shown: shown.items,
    /** How many rows of the newest list were scored after what is shown. */
    fresh: items.filter(({ scored_at }) => scored_at > shown.renderedAt).length,
    loading,
    showFresh: () => setShown({ items, renderedAt }),
    reload() {
      setWaitingSince(renderedAt)
      startTransition(() => router.refresh())
    },
  }
}
