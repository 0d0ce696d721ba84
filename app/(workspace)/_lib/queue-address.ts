'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** The queue view that was open last in this tab, so that "Back to queue" returns to it and not to the default. */
const KEY = 'sentinel.queue'

export function useRememberQueue(): void {
  useEffect(() => sessionStorage.setItem(KEY, window.location.search))
}

export function useQueueAddress(): string {
  return useSyncExternalStore(neverChanges, remembered, () => '/queue')
}

const neverChanges = () => () => undefined

const remembered = () => `/queue${sessionStorage.getItem(KEY) ?? ''}`
