'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { TransactionRow } from '@/lib/desk/transactions/schema'

const NOW = 'now'

/** Keeps the shown rows in place while the server sends newer ones. Each server render has its own `renderedAt`. */
export function useFrozenRows(items: TransactionRow[], renderedAt: string) {
  const router = useRouter()
  const [shown, setShown] = useState({ items, renderedAt })
  /** The render on screen when the user asked for newer rows; null before, NOW until the next render. */
  const [waitingSince, setWaitingSince] = useState<string | null>(null)
  const [loading, startTransition] = useTransition()
  if (waitingSince === NOW) setWaitingSince(renderedAt)
  else if (waitingSince !== null && waitingSince !== renderedAt) {
    setWaitingSince(null)
    setShown({ items, renderedAt })
  }
  return {
    shown: shown.items,
    /** How many rows of the newest list were scored after the shown render. */
    fresh: items.filter(({ scored_at }) => scored_at > shown.renderedAt).length,
    loading,
    showFresh: () => setShown({ items, renderedAt }),
    reload() {
      // The caller may be a message of an earlier render, whose `renderedAt` has passed.
      setWaitingSince(NOW)
      startTransition(() => router.refresh())
    },
  }
}
