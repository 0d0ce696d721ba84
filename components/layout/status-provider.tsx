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

/** Scores come in by the second; the shell follows them with some distance. */
const SCORED_MS = 15_000
const CHANGED_MS = 1_000
/** After a page whose figures could not be read. */
const MISSED_MS = 5_000

type Reading = Promise<Status | null>
const StatusContext = createContext<{ reading: Reading; newer: Status | null } | null>(null)

/** The shell's figures: as the server read them with the page, then again when something changed. */
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

  // A page that was read again brings newer figures than the last look.
  const newer = later?.than === initial ? later.status : null
  const value = useMemo(() => ({ reading: initial, newer }), [initial, newer])
  return <StatusContext value={value}>{children}</StatusContext>
}

/** Suspends until the figures are there; null where they could not be read. */
export function useStatus(): Status | null {
  const status = use(StatusContext)
  return status && (status.newer ?? use(status.reading))
}
