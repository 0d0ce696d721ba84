'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { anyDraft } from '@/components/cases/drafts'
import { callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import { draftsOf } from './draft-keys'

/**
 * Shows the case anew when it changed. While something is being written it only says so: true until what is shown is as
 * new as what the server has.
 */
export function useFreshness(caseId: string, updatedAt: string): boolean {
  const router = useRouter()
  const [latest, setLatest] = useState(updatedAt)

  const look = async () => {
    const read = await callApi('GET /api/cases/{id}', { params: { id: caseId } })
    if (read.ok) setLatest(read.body.updated_at)
  }
  useLive(['cases.changed', 'transactions.decided'], (signal) => {
    if (signal.kind === 'cases.changed' && signal.payload.caseId !== caseId) return
    if (anyDraft(draftsOf(caseId))) void look()
    else startTransition(() => router.refresh())
  })
  return latest > updatedAt
}
