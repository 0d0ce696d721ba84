'use client'

import { useEffect, useState } from 'react'
import { fetchJson } from '@/components/http/send-json'

const PAUSE_MS = 250

export type Searched<T> =
  { state: 'idle' | 'searching' } | { state: 'found'; body: T } | { state: 'failed'; message: string }

/** Reads an address a moment after it last changed; null reads nothing. An answer to an older question is dropped. */
export function useSearch<T>(address: string | null): Searched<T> {
  const [answer, setResponse] = useState<{ address: string; searched: Searched<T> } | null>(null)
  useEffect(() => {
    if (address === null) return
    let left = false
    const search = async () => {
      const read = await fetchJson<T>('GET', address)
      if (left) return
      const searched: Searched<T> = read.ok
        ? { state: 'found', body: read.body }
        : { state: 'failed', message: read.refusal.message }
      setResponse({ address, searched })
    }
    const timer = setTimeout(() => void search(), PAUSE_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [address])
  if (address === null) return { state: 'idle' }
  return answer?.address === address ? answer.searched : { state: 'searching' }
}
