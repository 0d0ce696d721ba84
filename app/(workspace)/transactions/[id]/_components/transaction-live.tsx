'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import type { LiveSignal } from '@/components/live/live-stream'
import { useLive } from '@/components/live/use-live'

interface TransactionLiveProps {
  transactionId: string
  /** Of its accounts, its device and its phone. */
  entityIds: readonly string[]
}

/** Refreshes the page when this transaction, its claim or its entities change. */
export function TransactionLive({ transactionId, entityIds }: TransactionLiveProps) {
  const router = useRouter()
  useLive(['transactions.decided', 'claims.changed', 'watchlists.changed'], (signal) => {
    if (concerns(signal, transactionId, entityIds)) startTransition(() => router.refresh())
  })
  return null
}

function concerns(
  { kind, payload }: LiveSignal,
  transactionId: string,
  entityIds: readonly string[],
): boolean {
  if (kind === 'transactions.decided') {
    // A signal about very many transactions names only the first.
    return payload.transactionIds.includes(transactionId) || payload.count > payload.transactionIds.length
  }
  if (kind === 'claims.changed') return payload.transactionId === transactionId
  if (kind === 'watchlists.changed') return entityIds.includes(payload.entityId)
  return kind === 'reset'
}
