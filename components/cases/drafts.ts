'use client'

import { useCallback, useSyncExternalStore } from 'react'

/**
 * Texts that somebody is typing. They outlive a refresh, a conflict and a reload of the tab, and go when they were sent.
 * The page's own memory holds them; session storage is the copy, where the browser allows one.
 */
const PREFIX = 'sentinel.draft.'
const texts = new Map<string, string>()
const listeners = new Set<() => void>()

/** The draft under the key and its setter; '' is none. */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readDraft(key),
    () => '',
  )
  const change = useCallback((next: string) => keepDraft(key, next), [key])
  return [text, change]
}

/** True while any draft whose key starts so is held. */
export const anyDraft = (start: string): boolean =>
  [...texts].some(([key, text]) => text !== '' && key.startsWith(start))

export function readDraft(key: string): string {
  const known = texts.get(key)
  if (known !== undefined) return known
  const stored = withStorage((storage) => storage.getItem(PREFIX + key)) ?? ''
  texts.set(key, stored)
  return stored
}

export function keepDraft(key: string, text: string): void {
  texts.set(key, text)
  withStorage((storage) =>
    text === '' ? storage.removeItem(PREFIX + key) : storage.setItem(PREFIX + key, text),
  )
  listeners.forEach((listener) => listener())
}

/** Storage may be refused or full; then the text lives as long as the page. */
function withStorage<T>(act: (storage: Storage) => T): T | null {
  try {
    return act(window.sessionStorage)
  } catch {
    return null
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
