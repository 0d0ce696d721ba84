'use client'

import { useCallback, useSyncExternalStore } from 'react'

/**
 * Unsent texts. They survive a refresh, a conflict and a reload of the tab, and are deleted when they are sent.
 * The page's memory holds them; session storage holds a copy where the browser allows it.
 */
const PREFIX = 'sentinel.draft.'
const texts = new Map<string, string>()
const listeners = new Set<() => void>()

/** The draft under the key and its setter; '' means none. */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readDraft(key),
    () => '',
  )
  const change = useCallback((next: string) => keepDraft(key, next), [key])
  return [text, change]
}

/** True while a draft is held whose key has this prefix. */
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

/** Storage may be disabled or full; then the text lives as long as the page. */
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
