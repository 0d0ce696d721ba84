'use client'

import { useEffect, useState } from 'react'
import { callApi } from '@/components/http/api-client'
import type { SearchResponse } from '@/lib/desk/search/schema'

const SETTLE_MS = 150
const MIN_LENGTH = 2

export type LookUp =
  | { state: 'idle' }
  | { state: 'looking'; text: string }
  | { state: 'found'; text: string; response: SearchResponse }
  | { state: 'failed'; text: string }

/** Searches for the text when typing pauses; cancels the previous request. */
export function useLookUp(text: string): LookUp {
  const [last, setLast] = useState<LookUp>({ state: 'idle' })
  useEffect(() => {
    if (text.length < MIN_LENGTH) return
    const abort = new AbortController()
    const timer = window.setTimeout(() => {
      void lookUp(text, abort.signal).then((found) => abort.signal.aborted || setLast(found))
    }, SETTLE_MS)
    return () => {
      window.clearTimeout(timer)
      abort.abort()
    }
  }, [text])
  if (text.length < MIN_LENGTH) return { state: 'idle' }
  return 'text' in last && last.text === text ? last : { state: 'looking', text }
}

async function lookUp(text: string, signal: AbortSignal): Promise<LookUp> {
  const read = await callApi('GET /api/search', { query: { q: text }, signal })
  return read.ok ? { state: 'found', text, response: read.body } : { state: 'failed', text }
}
