'use client'

import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import type { Status } from '@/lib/desk/status/schema'

/** Scoring may announce many times a second; the shell refreshes at intervals. */
const SCORED_MS = 15_000
const CHANGED_MS = 1_000
/** After a page whose figures could not be read. */
const MISSED_MS = 5_000

type Reading = Promise<Status | null>
const StatusContext = createContext<{ reading: Reading; newer: Status | null } | null>(null)

/** The figures of the shell: first those of the server, then refreshed after changes. */
export function StatusProvider({ initial, children }: { initial: Reading; children: ReactNode }) {
  const [later, setLater] = useState<{ than: Reading; status: Status } | null>(null)
  const timer = useRef<{ id: number; due: number } | null>(null)

  const read = async () => {
    timer.current = null
    const fetched = await callApi('GET /api/status')
    if (fetched.ok) setLater({ than: initial, status: fetched.body })
  }
  const readIn = (ms: number) => {
    const due = performance.now() + ms
    if (timer.current && timer.current.due <= due) return
    window.clearTimeout(timer.current?.id)
    timer.current = { id: window.setTimeout(() => void read(), ms), due }
  }
  useLive(['transactions.scored', 'transactions.decided', 'models.changed'], ({ kind }) =>
    readIn(kind === 'transactions.scored' ? SCORED_MS : CHANGED_MS),
  )
  const readMissed = useEffectEvent(() => readIn(MISSED_MS))
  useEffect(() => {
    let left = false
    void initial.then((status) => status === null && !left && readMissed())
    return () => {
      left = true
    }
  }, [initial])
  useEffect(() => () => window.clearTimeout(timer.current?.id), [])

  // A reloaded page has newer figures than the last refresh.
  const newer = later?.than === initial ? later.status : null
  const value = useMemo(() => ({ reading: initial, newer }), [initial, newer])
  return <StatusContext value={value}>{children}</StatusContext>
}

/** Suspends until the figures are loaded; null when they could not be read. */
export function useStatus(): Status | null {
  const status = use(StatusContext)
  return status && (status.newer ?? use(status.reading))
}
