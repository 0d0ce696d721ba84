'use client'

import { useEffect, useState } from 'react'
import { callApi } from '@/components/http/api-client'
import type { ApiCall, ApiQuery, ApiResponse } from '@/components/http/api-types'

const PAUSE_MS = 250

export type Searched<T> =
  | { state: 'idle' | 'searching' }
  | { state: 'found'; body: T }
  | { state: 'failed'; message: string }

type SearchCall = Extract<ApiCall, 'GET /api/cases' | 'GET /api/investigate'>

/** Searches a moment after the query last changed; null searches nothing. A response to an older query is dropped. */
export function useSearch<C extends SearchCall>(
  call: C,
  query: ApiQuery<C> | null,
): Searched<ApiResponse<C>> {
  const key = JSON.stringify(query)
  const [last, setLast] = useState<{ key: string; searched: Searched<ApiResponse<C>> } | null>(null)
  useEffect(() => {
    const wanted = JSON.parse(key) as ApiQuery<SearchCall> | null
    if (wanted === null) return
    let left = false
    const search = async () => {
      const read = await callApi<SearchCall>(call, { query: wanted })
      if (left) return
      const searched: Searched<ApiResponse<C>> = read.ok
        ? { state: 'found', body: read.body as ApiResponse<C> }
        : { state: 'failed', message: read.problem.message }
      setLast({ key, searched })
    }
    const timer = setTimeout(() => void search(), PAUSE_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [call, key])
  if (query === null) return { state: 'idle' }
  return last?.key === key ? last.searched : { state: 'searching' }
}
