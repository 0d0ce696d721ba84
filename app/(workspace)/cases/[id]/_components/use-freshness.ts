'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react'
import { anyDraft } from '@/components/cases/drafts'
import { callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import type { CaseDetail } from '@/lib/desk/cases/schema'
import { draftsOf } from './draft-keys'

/** The number of the newest timeline entry: it grows with every change of the case. */
export const seqOf = ({ timeline }: Pick<CaseDetail, 'timeline'>): bigint =>
  BigInt(timeline.items[0]?.seq ?? '0')

interface Freshness {
  /** Another user changed the case while this tab has a draft. */
  stale: boolean
  /** Runs a write of this tab and ignores its live event, since the response shows the change. */
  whileSending: <T>(write: () => Promise<T>) => Promise<T>
}

/** Refreshes the page after a change of another user; with a draft it only announces the change. */
export function useFreshness(detail: CaseDetail): Freshness {
  const router = useRouter()
  const announced = useRef(0n)
  const sending = useRef(0)
  const [sent, setSent] = useState(0)
  const [staleFrom, setStaleFrom] = useState(0n)
  const drafting = () => anyDraft(draftsOf(detail.id))
  const refresh = () => startTransition(() => router.refresh())

  const judge = () => {
    if (sending.current > 0 || announced.current <= seqOf(detail)) return
    if (drafting()) setStaleFrom(announced.current)
    else refresh()
  }
  useLive(['cases.changed', 'transactions.decided'], ({ kind, payload }) => {
    if (kind === 'cases.changed' && payload.caseId !== detail.id) return
    if (kind === 'cases.changed' && payload.seq !== undefined) {
      if (BigInt(payload.seq) > announced.current) announced.current = BigInt(payload.seq)
      judge()
    } else if (!drafting()) refresh()
    else if (kind !== 'transactions.decided') void newestSeq(detail.id).then(setStaleFrom)
  })
  const judgeAfterSending = useEffectEvent(judge)
  useEffect(() => judgeAfterSending(), [sent])

  const whileSending: Freshness['whileSending'] = async (write) => {
    sending.current += 1
    try {
      return await write()
    } finally {
      sending.current -= 1
      setSent((count) => count + 1)
    }
  }
  return { stale: staleFrom > seqOf(detail), whileSending }
}

/** Events may be missing: the newest entry of the timeline shows whether the case changed. */
async function newestSeq(caseId: string): Promise<bigint> {
  const request = { params: { id: caseId }, query: { limit: 1 } }
  const read = await callApi('GET /api/cases/{id}/timeline', request)
  return read.ok ? seqOf({ timeline: read.body }) : 0n
}
