'use client'

import { useEffect, useState } from 'react'
import type { SearchResponse } from '@/lib/desk/search/schema'

const SETTLE_MS = 150
const MIN_LENGTH = 2

export type LookUp =
  | { state: 'idle' }
  | { state: 'looking'; text: string }
  | { state: 'found'; text: string; answer: SearchResponse }
  | { state: 'failed'; text: string }

/** Looks the text up when typing pauses; an older request is given up. */
export function useLookUp(text: string): LookUp {
  const [last, setLast] = useState<LookUp>({ state: 'idle' })
  useEffect(() => {
    if (text.length < MIN_LENGTH) return
    const abort = new AbortController()
    const timer = window.setTimeout(() => {
      request(text, abort.signal).then(
        (answer) => setLast({ state: 'found', text, answer }),
        () => abort.signal.aborted || setLast({ state: 'failed', text }),
      )
    }, SETTLE_MS)
    return () => {
      window.clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  if (text.length < MIN_LENGTH) return { state: 'idle' }
  return 'text' in last && last.text === text ? last : { state: 'looking', text }
}

async function request(text: string, signal: AbortSignal): Promise<SearchResponse> {
  const response = await fetch(`/api/search?${new URLSearchParams({ q: text })}`, { signal })
  if (!response.ok) throw new Error(`search answered ${response.status}`)
  return (await response.json()) as SearchResponse
}
